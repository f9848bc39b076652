import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { face } from '../src/kit/faces.js';
import { breakLines } from '../src/kit/line-breaking.js';
import { Misprint } from '../src/kit/misprint.js';
import { setText } from '../src/kit/setting.js';
import { Sheet } from '../src/kit/sheet.js';
import { styles, widthOf } from '../src/kit/style.js';
import { cell, headCell, table } from '../src/kit/table.js';
import { awkward, long } from './orders.js';
import { readPaper, withoutSpace } from './reading.js';

const runs = { numRuns };
const newSheet = () => new Sheet({ title: '見本', createdAt: new Date(0) });
const japanese = fc.string({
  unit: fc.constantFrom(
    ...'町道改良工事、。（）「」ーっ円20,000年月日 ABC-/\u3000',
    '\u{20BB7}',
    '葛\u{E0100}',
    'か\u3099',
  ),
  maxLength: 200,
});
const measure = (text: string) => face('regular').widthOf(text, 10);

t.test('broken lines are no wider than their measure and lose nothing', async () => {
  fc.assert(
    fc.property(japanese, fc.integer({ min: 12, max: 400 }), (text, width) => {
      const lines = breakLines(text, width, measure);
      return lines.join('') === text && lines.every((line) => measure(line.trimEnd()) <= width + 1e-6);
    }),
    runs,
  );
});

t.test('lines are broken where a Japanese typesetter breaks them', async (t) => {
  const lines = (text: string, ems: number) => breakLines(text, ems * 10, measure);
  t.strictSame(lines('保証します。次', 5), ['保証しま', 'す。次'], 'no 。 at the start of a line');
  t.strictSame(lines('工事（その二）', 3), ['工事', '（その', '二）'], 'no （ at the end of a line');
  t.strictSame(lines('センター', 3), ['セン', 'ター'], 'no ー at the start');
  t.strictSame(
    lines('金額は20,000,000円です', 8),
    ['金額は', '20,000,000円です'],
    'an amount stays whole, with its unit',
  );
  t.strictSame(lines('令和8年11月22日', 5), ['令和8年', '11月22日'], 'days too');
  t.strictSame(lines('一\n二\r\n\n三', 5), ['一', '二', '', '三'], 'line breaks are kept');
  t.strictSame(
    lines('abcdefghijklmnopqrstuvwxyz', 5).join(''),
    'abcdefghijklmnopqrstuvwxyz',
    'what is too long is broken, not cut',
  );
  t.strictSame(lines('', 5), ['']);
});

t.test('what is laid out is the text itself, whatever the font makes of it', async (t) => {
  const codePoints = (text: string) =>
    face('regular')
      .layout(text)
      .glyphs.flatMap((glyph) => glyph.codePoints);
  const same = (text: string) => String.fromCodePoint(...codePoints(text)) === text;
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), same), runs);
  t.ok(same(awkward));
  t.ok(same('\u{E0100}'), 'a variation selector without a base');
  t.ok(same('\u2003\u3000'), 'two characters of one drawing');
  t.ok(same('x\u0301\u0302\u{FE00}'), 'marks that the font draws one by one');
});

t.test('the font has the characters of registered names, and the kit knows what it lacks', async (t) => {
  t.strictSame(face('regular').missingIn(awkward), []);
  t.strictSame(face('bold').missingIn(awkward), []);
  t.strictSame(face('mono').missingIn('0123456789ABCDEFGHJKMNPQRSTVWXYZ-'), []);
  t.strictSame(face('regular').missingIn('高\u{1F600}'), ['\u{1F600}']);
  const [glyph] = face('regular').layout('\u{1F600}').glyphs;
  t.equal(glyph!.index, face('regular').layout('〓').glyphs[0]!.index, 'printed as 〓');
  t.equal(face('regular').layout('か\u3099').glyphs.length, 1, 'decomposed kana are drawn composed');
  t.not(
    face('regular').layout('葛\u{E0100}').glyphs[0]!.index,
    face('regular').layout('葛').glyphs[0]!.index,
    'variations are drawn',
  );
});

t.test('a text wider than its box, over another or outside of the page is a misprint', async (t) => {
  const line = { text: '二千万円', style: styles.body };
  t.throws(() => newSheet().print(line, 100, 100, 39), Misprint);
  t.doesNotThrow(() => newSheet().print(line, 100, 100, 41));
  const sheet = newSheet();
  sheet.print(line, 100, 100, 100);
  t.throws(() => sheet.print(line, 120, 104, 100), Misprint);
  t.doesNotThrow(() => sheet.print(line, 100, 116, 100));
  t.throws(() => newSheet().print(line, 580, 100, 100), Misprint);
  t.throws(() => newSheet().print(line, 100, 838, 100), Misprint);
});

t.test('a row goes to the next page whole; only one longer than that is parted, its label repeated', async (t) => {
  const sheet = newSheet();
  const row = (label: string, text: string) => [headCell(100, label), cell(sheet.width - 100, text)];
  const short = Array.from({ length: 24 }, (_, i) => row(`第${i}項`, `短い文${i}`));
  const text = long('長い文が続く。', 3000);
  table(sheet, [...short, row('移る項', long('三行の文。', 90)), row('続く項', text)], { head: row('項目', '内容') });
  const { pages } = await readPaper(await sheet.finish('見本'));
  t.ok(pages.length >= 3);
  const all = pages.map(withoutSpace);
  t.ok(all.some((page) => page.includes(`移る項${long('三行の文。', 90)}`)));
  for (const page of all.slice(1)) t.match(page, /^見本項目内容/u, 'the heads are repeated');
  for (const page of all.slice(2)) t.match(page, '続く項（続き）');
  const parts = all.join('').replace(/見本\d\/\d|見本|項目内容|続く項（続き）/gu, '');
  t.ok(parts.includes(text), 'nothing of it is lost');
});

t.test('widths are those of the printed text', async (t) => {
  t.equal(widthOf('保証', styles.body), 20);
  t.equal(setText('保証金額', styles.body, 20).length, 2);
});
