import { writeFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { thorough } from '../../../scripts/testing/extent.js';
import { type ReadPaper, rawText, readPaper, type TextBox, withoutSpace } from './reading.js';
import { type Sample, samples } from './samples.js';
import { folder, lacks, run } from './tools.js';

const page = { width: 595.28, height: 841.89 };
const poppler = lacks('pdffonts', 'pdfinfo');

for (const sample of samples.filter(({ data }) => thorough || data !== 'short')) {
  t.test(`${sample.paper}, ${sample.data} data`, async (t) => {
    const pdf = await sample.print();
    const paper = await readPaper(pdf);
    const raw = rawText(pdf);
    checkText(t, paper, sample);
    t.strictSame(paper.boxes.flat().filter(outside), [], 'nothing is cut off');
    t.strictSame(paper.boxes.flatMap(overlapping), [], 'nothing is printed over other text');
    t.equal(paper.title, sample.title);
    t.equal(paper.language, 'ja-JP');
    t.match(raw, /\/DisplayDocTitle true/u);
    t.match(raw, /\/Marked true/u);
    checkStructure(t, paper);
    checkFonts(t, raw);
    await t.test('the programs of Poppler agree', { skip: poppler }, async (t) => checkWithPoppler(t, pdf, paper));
  });
}

t.test('there is a sample of every paper with each kind of data', async (t) => {
  const papers = [
    ...['certificate', 'paper-certificate', 'key-notice', 'application-copy', 'receipt'],
    ...['fee-notice', 'fee-statement', 'extra-fee-notice', 'extra-fee-statement', 'refund-statement'],
  ];
  for (const paper of papers) {
    const kinds = samples.filter((one: Sample) => one.paper === paper).map(({ data }) => data);
    t.strictSame(kinds, ['short', 'usual', 'extreme'], paper);
  }
});

type Tap = Pick<typeof t, 'ok' | 'equal' | 'match' | 'notMatch' | 'strictSame' | 'notOk'>;

/** Says what it has to, on as many pages as it needs, which are numbered where there are several. */
function checkText(t: Tap, { text, pages }: ReadPaper, sample: Sample): void {
  t.equal(pages.length, sample.pages, 'pages');
  for (const name of sample.names) t.ok(text.includes(withoutSpace(name)), name.slice(0, 20));
  for (const [i, page] of pages.entries()) t.equal(page.includes(`${i + 1} / ${pages.length}`), pages.length > 1);
  t.notMatch(text, /undefined|null|NaN|\[object|〓/u);
}

/** One title; every piece of text once, in the order in which it is read; tables made of rows, and their heads marked. */
function checkStructure(t: Tap, { structure }: ReadPaper): void {
  const all = structure.flat();
  t.equal(all.filter((each) => each === 'H1').length, 1);
  t.equal(structure[0]![0], 'Document');
  for (const page of structure) {
    const places = page.filter((each) => each.startsWith('#')).map((each) => Number(each.slice(1)));
    t.strictSame(places, [...places.keys()]);
    page.forEach((each, i) => {
      if (each === 'TR') t.match(page[i + 1], /^T[HD]$/u);
    });
  }
  if (all.includes('Table')) t.ok(all.includes('TH'));
}

function checkFonts(t: Tap, raw: string): void {
  const fonts = raw.match(/\/Subtype \/Type0[\s\S]*?endobj/gu)!;
  const descriptors = raw.match(/\/Type \/FontDescriptor[\s\S]*?endobj/gu)!;
  t.equal(descriptors.length, fonts.length);
  for (const font of fonts) t.match(font, /\/BaseFont \/[A-Z]{6}\+[\s\S]*\/ToUnicode \d+ 0 R/u);
  for (const descriptor of descriptors) t.match(descriptor, /\/FontFile2 \d+ 0 R/u);
  t.notMatch(raw, /\/Type1|\/NeedAppearances|\/Encrypt|\/JavaScript/u);
  const shown = [...raw.matchAll(/<([0-9a-f]+)> -?[\d.]+\] TJ/gu)].flatMap(([, hex]) => hex!.match(/.{4}/gu)!);
  t.ok(shown.length > 100);
  t.notOk(shown.includes('0000'), 'no .notdef');
}

function checkWithPoppler(t: Test, pdf: Uint8Array, { title, pages }: ReadPaper): void {
  const file = folder(t)('paper.pdf');
  writeFileSync(file, pdf);
  const fonts = run('pdffonts', file).trim().split('\n').slice(2);
  t.ok(fonts.length > 1);
  for (const font of fonts) t.match(font, /^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /u);
  const info = run('pdfinfo', file);
  t.match(info, /^Tagged: +yes$/mu);
  t.match(info, /^Page size: +595\.28 x 841\.89 pts \(A4\)$/mu);
  t.match(info, new RegExp(`^Pages: +${pages.length}$`, 'mu'));
  t.ok(info.includes(title), 'Title');
}

function outside({ x, y, width, height }: TextBox): boolean {
  const margin = 28;
  return x < margin || y < margin || x + width > page.width - margin || y + height > page.height - margin;
}

/** Pairs of texts of one page that lie over one another by more than a hair. */
function overlapping(boxes: TextBox[]): [string, string][] {
  const slack = 1;
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) =>
          Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > slack &&
          Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > slack,
      )
      .map((b): [string, string] => [a.text, b.text]),
  );
}
