import { setTimeout as pause } from 'node:timers/promises';
import {
  authenticationKeyFrom,
  formatAuthenticationKey,
  parseAuthenticationKey,
  parseGuaranteeNumber,
} from '@e-surety/domain';
import fc from 'fast-check';
import jsqr from 'jsqr';
import t from 'tap';
import { createPapers } from '../src/index.js';
import { type KeyNoticeOrder, makeKeyNotice } from '../src/key-notice/key-notice.js';
import { awkward, extremeNotice, longName, notice, usual } from './orders.js';
import { rawText, readPaper, withoutSpace } from './reading.js';
import { makeSigner } from './signers.js';

const read = async (order: KeyNoticeOrder) => readPaper(await makeKeyNotice(order));
const key = formatAuthenticationKey(notice.authenticationKey);
const address = `${notice.lookUpUrl}#key=${key}&number=${notice.guaranteeNumber}`;

t.test('the notice says whose guarantee it is, what the key is for, and whom to ask, on one page', async (t) => {
  const { text, pages, title } = await read(notice);
  t.equal(pages.length, 1);
  t.equal(title, `電子保証にかかる「認証キー」のお知らせ ${notice.guaranteeNumber}`);
  for (const part of [
    '発注者富士見町長様',
    '令和8年11月22日見本建設業保証株式会社長野支店',
    '電子保証にかかる「認証キー」のお知らせ',
    'これは保証証書ではありません。',
    '保証の種類前払金保証発注者富士見町受注者○○建設株式会社工事名町道○○線道路改良工事工事番号富建第8-12号',
    notice.lookUpUrl,
    '提出先建設課契約係(kensetsu@example.jp)件名【電子保証】富建第8-12号',
    '電話026-000-0000電子メールnagano@example.jp受付時間9:00–17:00(土日祝日を除く)',
  ]) {
    t.ok(text.includes(withoutSpace(part)), part);
  }
});

t.test('number and key are one run of text each', async (t) => {
  const { runs } = await read(notice);
  t.ok(runs.includes(notice.guaranteeNumber));
  t.ok(runs.includes(key));
  t.equal(parseGuaranteeNumber(runs.find((run) => run.startsWith('12-'))!), notice.guaranteeNumber);
});

t.test('every key fits in its line', async (t) => {
  for (const symbol of ['W', 'M', '1', '8']) {
    const widest = symbol.repeat(28) as KeyNoticeOrder['authenticationKey'];
    const { runs } = await read({ ...notice, authenticationKey: widest });
    t.ok(runs.includes(formatAuthenticationKey(widest)));
  }
});

t.test('the QR code opens D-Sure with number and key in the fragment, which no server sees', async (t) => {
  t.equal(scan(await makeKeyNotice(notice)), address);
  t.equal(new URL(address).search, '');
  const fragment = new URLSearchParams(new URL(address).hash.slice(1));
  t.match(parseAuthenticationKey(fragment.get('key')!), { ok: true, key: notice.authenticationKey });
  t.equal(fragment.get('number'), notice.guaranteeNumber);
});

t.test('the key stands in the text and in the QR code and nowhere else in the file', async (t) => {
  const raw = rawText(await makeKeyNotice(notice));
  t.notOk(raw.includes(key));
  t.notOk(raw.includes(notice.authenticationKey));
  t.notOk(raw.includes(Buffer.from(key, 'utf16le').swap16().toString('latin1')));
});

t.test('of the same order it is the same file, whoever printed what before', async (t) => {
  const first = Buffer.from(await makeKeyNotice(notice));
  await makeKeyNotice({ ...notice, contractor: { name: awkward } });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (name) => {
      await makeKeyNotice({ ...notice, works: { ...notice.works, name } });
      return Buffer.from(await makeKeyNotice(notice)).equals(first);
    }),
    { numRuns: 8 },
  );
  const papers = createPapers({ workers: 2 });
  t.teardown(() => papers.close());
  const copies = await Promise.all([notice, extremeNotice, notice, notice].map((order) => papers.keyNotice(order)));
  for (const i of [0, 2, 3]) t.ok(first.equals(copies[i]!), 'on another thread too');
});

t.test('another key, number or day makes another file', async (t) => {
  const first = Buffer.from(await makeKeyNotice(notice));
  const otherKey = authenticationKeyFrom(new Uint8Array(17));
  t.notOk(first.equals(await makeKeyNotice({ ...notice, authenticationKey: otherKey })));
  t.notOk(first.equals(await makeKeyNotice({ ...notice, amendments: 1 })));
});

t.test('with the longest of names nothing is lost, and the pages are numbered', async (t) => {
  const { text, pages } = await read(extremeNotice);
  t.ok(pages.length > 1);
  t.match(pages[0], key, 'the key stays on the first page');
  for (const [i, page] of pages.entries()) t.match(page, `${i + 1} / ${pages.length}`);
  t.ok(text.split(withoutSpace(longName)).length > 15);
  t.match(text, /前払金保証（変更第12回）.*業務名/u);
});

t.test('where the way of submission is not known, the notice says whom to ask', async (t) => {
  for (const submissionGuide of [null, { lines: [] }]) {
    const { text } = await read({ ...notice, submissionGuide });
    t.match(text, '提出の方法と宛先は、発注者の担当課に確認してください。');
  }
});

t.test('papers are made while the event loop goes on, and a failure reaches the caller', async (t) => {
  const papers = createPapers();
  t.teardown(() => papers.close());
  await papers.keyNotice(notice);
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  await Promise.all(Array.from({ length: 5 }, () => papers.keyNotice(extremeNotice)));
  clearInterval(timer);
  t.ok(ticks > 5, `${ticks} ticks`);
  const signer = { ...makeSigner('x'), certificatePem: '' };
  await t.rejects(
    papers.certificate({ certificate: usual, jws: 'a.b.c', signedAt: new Date(0), signer }),
    /certificate/u,
  );
  t.equal((await papers.keyNotice(notice)).constructor, Uint8Array, 'and the next paper is made');
  await pause(0);
});

/** Draws the dark modules of the QR code from the page's own rectangles and reads them as a telephone would. */
function scan(pdf: Uint8Array): string | undefined {
  const raw = rawText(pdf);
  const drawing = /\/Figure [\s\S]*?BDC\n([\s\S]*?)\nEMC/u.exec(raw)![1]!;
  const rectangles = [...drawing.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gmu)].map((match) =>
    match.slice(1).map(Number),
  );
  const left = Math.min(...rectangles.map(([x]) => x!));
  const top = Math.min(...rectangles.map(([, y]) => y!));
  const scale = 4 / rectangles[0]![3]!;
  const size = 400;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [x, y, width, height] of rectangles as [number, number, number, number][]) {
    for (let row = 0; row < Math.round(height * scale); row++) {
      for (let column = 0; column < Math.round(width * scale); column++) {
        const place = (Math.round((y - top) * scale) + row + 32) * size + Math.round((x - left) * scale) + column + 32;
        pixels.fill(0, place * 4, place * 4 + 3);
      }
    }
  }
  return jsqr.default(pixels, size, size)?.data;
}
