import { type Charge, calendarDay, yen } from '@e-surety/domain';
import t from 'tap';
import { makeApplicationCopy } from '../src/application-copy/application-copy.js';
import { makePaperCertificate } from '../src/certificate/paper-certificate.js';
import { makeExtraFeeNotice } from '../src/fees/extra-fee-notice.js';
import { makeExtraFeeStatement } from '../src/fees/extra-fee-statement.js';
import { makeFeeNotice } from '../src/fees/fee-notice.js';
import { makeFeeStatement } from '../src/fees/fee-statement.js';
import { makeRefundStatement } from '../src/fees/refund-statement.js';
import { createPapers } from '../src/index.js';
import { makeReceipt } from '../src/receipt/receipt.js';
import { createReceipts } from '../src/receipt/receipts.js';
import { awkward, extreme, long, longName, usual, voided } from './orders.js';
import { readPaper, withoutSpace } from './reading.js';
import { application, extremeOrder, fee, interimFee, order, receipt } from './samples.js';

/** The text of a paper that must hold these parts, on so many pages at most. */
async function holds(t: Tap, pdf: Promise<Uint8Array>, pages: number, parts: string[]): Promise<string> {
  const paper = await readPaper(await pdf);
  t.ok(paper.pages.length <= pages, `${paper.pages.length} pages`);
  for (const part of parts) t.ok(paper.text.includes(withoutSpace(part)), part);
  t.equal(paper.language, 'ja-JP');
  return paper.text;
}
type Tap = { ok(value: boolean, message: string): boolean; equal(a: unknown, b: unknown): boolean };

t.test('保証料のご案内 says how much, where to and until when', async (t) => {
  const payment = { method: 'bank_transfer', account: '○○銀行 長野支店 普通 0000000' } as const;
  const payBy = calendarDay('2026-11-30');
  await holds(t, makeFeeNotice({ ...order, guaranteeNumber: null, fee, payBy, payment }), 1, [
    '○○建設 株式会社 御中 請求先 本社 経理部',
    '保証料 70,000円 お支払期限 令和8年11月30日',
    '保証の種類 前払金保証 発注者 富士見町 工事名',
    '支払方法 銀行振込 お支払先 ○○銀行 長野支店 普通 0000000',
    'お問い合わせ',
  ]);
  const text = await holds(t, makeFeeNotice({ ...extremeOrder, fee, payBy, payment }), 3, ['999,999,999,999円']);
  t.ok(text.includes(withoutSpace(extremeOrder.works.name)));
});

t.test('保証料計算書 shows every line of the computation', async (t) => {
  const text = await holds(t, makeFeeStatement({ ...order, fee, payment: 'lump_sum' }), 1, [
    '保証料 70,000円 支払方法 一括納付',
    `保証契約番号 ${usual.guaranteeNumber}`,
    '区分 対象額 料率 端数の処理 金額',
    '保証料 5,000,000円 0.4% 円未満切捨て 20,000円',
    '保証料 15,000,000円 0.3% 円未満四捨五入 45,000円',
    '最低額との差 70,000円 ― ― 5,000円',
    '合計 70,000円',
    'この料率は見本であり、実際のものではありません。',
  ]);
  t.notMatch(text, /undefined|null|NaN/u);
  const real = await holds(t, makeFeeStatement({ ...order, fee: interimFee, payment: 'cash' }), 1, [
    '20,000,000円 0.065%',
  ]);
  t.notMatch(real, '見本であり', 'a real rate is not called a sample');
  await holds(t, makeFeeStatement({ ...extremeOrder, fee, payment: 'cash' }), 3, []);
});

t.test('保証料返還計算書 shows both computations and what comes back', async (t) => {
  const change = { refund: yen(57_000), reason: '設計変更による減額', effectiveOn: calendarDay('2026-12-15') };
  const [before, after] = [
    { amount: yen(20_000_000), fee },
    { amount: yen(10_000_000), fee: interimFee },
  ];
  await holds(t, makeRefundStatement({ ...order, ...change, before, after }), 1, [
    '返還する保証料 57,000円 変更の日 令和8年12月15日',
    '変更の理由 設計変更による減額 保証金額 20,000,000円 → 10,000,000円',
    '変更前の保証料',
    '変更後の保証料',
    '合計 13,000円',
  ]);
});

const elapsed: Charge = {
  ...{ ...fee, amount: yen(23_334) },
  lines: [{ type: 'elapsed', base: yen(70_000), days: 50, of: 150, amount: yen(23_334) }],
};

t.test('a refund for a cancellation shows the days, and one for what is void that nothing is due', async (t) => {
  const change = { refund: yen(46_666), reason: '契約解除', effectiveOn: calendarDay('2026-12-15') };
  const before = { amount: order.amount, fee };
  await holds(t, makeRefundStatement({ ...order, ...change, before, after: { ...before, fee: elapsed } }), 1, [
    '経過日数分 70,000円 50/150日 円未満切上げ 23,334円',
  ]);
  const nothing = { ...before, fee: { ...fee, amount: yen(0), lines: [] } };
  await holds(t, makeRefundStatement({ ...order, ...change, before, after: nothing }), 1, [
    '変更後の保証料',
    '合計 0円',
  ]);
});

const extra = {
  ...{ extra: yen(57_000), reason: '設計変更による増額', effectiveOn: calendarDay('2026-12-15') },
  before: { amount: yen(10_000_000), fee: interimFee },
  after: { amount: yen(20_000_000), fee },
};

t.test('追加保証料: its notice says where to and until when, its statement both computations', async (t) => {
  const payment = { method: 'bank_transfer', account: '○○銀行 長野支店 普通 0000000' } as const;
  const told = { ...order, ...extra, payBy: calendarDay('2026-12-29'), payment };
  await holds(t, makeExtraFeeNotice(told), 2, [
    '追加保証料 57,000円 お支払期限 令和8年12月29日',
    '変更の理由 設計変更による増額 保証金額 10,000,000円 → 20,000,000円',
    '支払方法 銀行振込 お支払先 ○○銀行 長野支店 普通 0000000',
    'それまで保証契約の内容は変わりません。',
  ]);
  await holds(t, makeExtraFeeStatement({ ...order, ...extra, payment: 'lump_sum' }), 1, [
    '保証料計算書(追加保証料)',
    '追加保証料 57,000円 支払方法 一括納付',
    '変更前の保証料',
    '合計 13,000円',
    '変更後の保証料',
    '合計 70,000円',
  ]);
  const text = await holds(t, makeExtraFeeNotice({ ...told, ...extremeOrder }), 4, []);
  t.ok(text.includes(withoutSpace(extremeOrder.works.name)));
});

t.test('申込控え repeats what was sent, guarantee by guarantee', async (t) => {
  await holds(t, makeApplicationCopy(application), 2, [
    '申込日時 令和8年11月21日 0:05',
    `申込番号 ${application.applicationId}`,
    '請負工事の内容 発注者 富士見町 工事名 町道○○線道路改良工事',
    '前払金保証の申込 保証証書の形式 電子保証 保証金額 20,000,000円（請負金額の40.0%） 保証期限 令和9年3月19日まで',
    '預託金融機関 ○○銀行 ××支店 再預託利用区分 利用する',
    '契約保証の申込 保証証書の形式 証書(紙) 保証金額 5,000,000円',
    '保証料支払方法 銀行振込 請求先 本社 経理部 保証料計算書（紙） 希望する',
    '発行完了のお知らせ 希望する（soumu@example.jp）',
    '証書（紙）の受取 郵送（長野県諏訪郡富士見町落合1-2-3）',
    `担当者 総務部 課長 髙\u{FA11} 花子`,
    '責任者 見本 正 電話 026-000-0001',
    '弊社への連絡事項 急ぎます。',
  ]);
  const { jointVenture } = extreme.contractor;
  const works = { ...extreme.works, subject: 'consulting' as const, jointVenture };
  const messageToIssuer = long(longName, 2000);
  const text = await holds(t, makeApplicationCopy({ ...application, works, messageToIssuer, paperDelivery: null }), 9, [
    '業務委託の内容',
    '共同企業体の構成員',
  ]);
  t.ok(text.includes(withoutSpace(jointVenture!.members[9]!.name)));
});

t.test('the paper certificate says the same as the electronic one, with a place for the seal', async (t) => {
  const text = await holds(t, makePaperCertificate({ certificate: usual }), 1, [
    '前払金保証証書',
    '保証人 見本建設業保証株式会社',
    '保証金額（請負金額の40.0%） 20,000,000円',
    '保証人の印のないものは無効です。',
  ]);
  t.notMatch(text, /電子証書|D-Sure/u);
  await holds(t, makePaperCertificate({ certificate: extreme }), 20, ['印']);
});

t.test('閲覧確認票 says what was seen, when, which revision, which digests and which checks passed', async (t) => {
  const proved = { ...receipt, checks: receipt.checks.filter(({ result }) => result !== 'failed') };
  await holds(t, makeReceipt(proved), 1, ['保証金額 20,000,000円 閲覧した時点の状態 有効']);
  await holds(t, makeReceipt(receipt), 1, [
    '保証金額 20,000,000円 閲覧した時点の状態 真正と 確かめられません',
    `閲覧日時 令和8年11月25日 9:30 保証契約番号 ${usual.guaranteeNumber} 閲覧した版 当初（全1版） D-Sureへの登録 令和8年11月22日 11:00`,
    '保証の種類 前払金保証 保証人 見本建設業保証株式会社 発注者 富士見町 受注者 ○○建設 株式会社',
    '保証人の電子署名 適合 見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。',
    '署名に使われた鍵 不適合',
    'PDF 未実施',
    `証書データの要約値 ${receipt.digests.certificate} PDFの要約値 ${receipt.digests.pdf}`,
  ]);
  await holds(t, makeReceipt({ ...proved, certificate: voided, status: 'void', revisions: 2 }), 1, [
    '閲覧した時点の状態 無効(発行取消)',
    '閲覧した版 第1版 無効(発行取消)（全2版）',
  ]);
  for (const status of ['not_yet_in_force', 'expired', 'cancelled'] as const) {
    await holds(t, makeReceipt({ ...receipt, certificate: extreme, status, revisions: 4 }), 4, [awkward]);
  }
});

t.test('every paper that is not signed is the same bytes for the same order, on any thread', async (t) => {
  const papers = createPapers();
  const receipts = createReceipts();
  t.teardown(() => Promise.all([papers.close(), receipts.close()]));
  const same = async (here: Promise<Uint8Array>, there: Promise<Uint8Array>) =>
    t.ok(Buffer.from(await here).equals(await there));
  await same(
    makeFeeStatement({ ...order, fee, payment: 'cash' }),
    papers.feeStatement({ ...order, fee, payment: 'cash' }),
  );
  await same(
    makeExtraFeeStatement({ ...order, ...extra, payment: 'cash' }),
    papers.extraFeeStatement({ ...order, ...extra, payment: 'cash' }),
  );
  await same(makeApplicationCopy(application), papers.applicationCopy(application));
  await same(makePaperCertificate({ certificate: usual }), papers.paperCertificate({ certificate: usual }));
  await same(makeReceipt(receipt), receipts.receipt(receipt));
});
