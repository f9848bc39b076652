/** Every paper with short, usual and extreme data: what the walk over all papers prints. */
import { type Certificate, calendarDay, type Fee, yen } from '@e-surety/domain';
import { type ApplicationCopyOrder, makeApplicationCopy } from '../src/application-copy/application-copy.js';
import { makeCertificate } from '../src/certificate/certificate.js';
import { makePaperCertificate } from '../src/certificate/paper-certificate.js';
import { makeExtraFeeNotice } from '../src/fees/extra-fee-notice.js';
import { makeExtraFeeStatement } from '../src/fees/extra-fee-statement.js';
import { makeFeeNotice } from '../src/fees/fee-notice.js';
import { makeFeeStatement } from '../src/fees/fee-statement.js';
import { makeRefundStatement } from '../src/fees/refund-statement.js';
import type { FeeOrder } from '../src/index.js';
import { makeKeyNotice } from '../src/key-notice/key-notice.js';
import { makeReceipt, type ReceiptOrder } from '../src/receipt/receipt.js';
import { extreme, extremeNotice, interim, long, longName, notice, performance, usual, voided } from './orders.js';
import { makeSigner } from './signers.js';

export const fee: Fee = {
  amount: yen(70_000),
  tariffVersion: '2026-04',
  sample: true,
  lines: [
    { type: 'rate', base: yen(5_000_000), ppm: 4000, rounding: 'down', amount: yen(20_000) },
    { type: 'rate', base: yen(15_000_000), ppm: 3000, rounding: 'half_up', amount: yen(45_000) },
    { type: 'minimum', minimum: yen(70_000), amount: yen(5_000) },
  ],
};
export const interimFee: Fee = {
  amount: yen(13_000),
  tariffVersion: '2026-04',
  sample: false,
  lines: [{ type: 'rate', base: yen(20_000_000), ppm: 650, rounding: 'down', amount: yen(13_000) }],
};
const greatestFee: Fee = {
  amount: yen(999_999_999_999),
  tariffVersion: long('令和8年4月1日', 40),
  sample: true,
  lines: [
    ...Array.from({ length: 12 }, () => ({
      type: 'rate' as const,
      base: yen(999_999_999_999),
      ppm: 123_456,
      rounding: 'half_up' as const,
      amount: yen(999_999_999_999),
    })),
    { type: 'minimum', minimum: yen(999_999_999_999), amount: yen(999_999_999_999) },
  ],
};

export const order: FeeOrder = {
  issuer: notice.issuer,
  issuedOn: calendarDay('2026-11-22'),
  billedTo: '本社 経理部',
  contractor: { name: '○○建設 株式会社' },
  orderer: { name: '富士見町' },
  works: { subject: 'construction', name: '町道○○線道路改良工事', number: '富建第8-12号' },
  kind: 'advance_payment',
  guaranteeNumber: usual.guaranteeNumber,
  amount: yen(20_000_000),
  period: usual.period,
};
export const extremeOrder: FeeOrder = {
  ...order,
  issuer: { name: longName, branch: { ...notice.issuer.branch, name: longName } },
  billedTo: longName,
  contractor: { name: long(longName, 200) },
  orderer: { name: long(longName, 200) },
  works: { subject: 'consulting', name: long(longName, 200), number: longName },
  amount: yen(999_999_999_999),
};
const shortOrder: FeeOrder = {
  ...order,
  billedTo: '㈱髙',
  contractor: { name: '㈱髙' },
  orderer: { name: '津市' },
  works: { subject: 'construction', name: '舗装', number: null },
  guaranteeNumber: null,
};

export const application: ApplicationCopyOrder = {
  issuer: notice.issuer,
  applicationId: '019af2c0-0000-7000-8000-000000000001',
  submittedAt: new Date('2026-11-20T15:05:00Z'),
  contractor: { name: '○○建設 株式会社' },
  orderer: { name: '富士見町' },
  works: { ...usual.works, jointVenture: null },
  guarantees: [
    {
      kind: 'advance_payment',
      form: 'electronic',
      amount: usual.amount,
      period: usual.period,
      ratio: usual.ratio,
      advance: { depositary: usual.depositary, redeposit: 'used', fiscalYearBase: null },
      feePayment: 'lump_sum',
      feeBilledTo: '本社 経理部',
      paperFeeStatement: false,
    },
    {
      kind: 'performance',
      form: 'paper',
      amount: performance.amount,
      period: performance.period,
      ratio: performance.ratio,
      advance: null,
      feePayment: 'bank_transfer',
      feeBilledTo: '本社 経理部',
      paperFeeStatement: true,
    },
  ],
  completionNotice: { wanted: true, email: 'soumu@example.jp' },
  paperDelivery: { method: 'post', address: '長野県諏訪郡富士見町落合1-2-3' },
  contact: {
    department: '総務部',
    title: '課長',
    name: `髙\u{FA11} 花子`,
    phone: '026-000-0000',
    email: 'soumu@example.jp',
  },
  responsible: { name: '見本 正', phone: '026-000-0001' },
  messageToIssuer: '急ぎます。',
};
const extremeApplication: ApplicationCopyOrder = {
  ...application,
  issuer: extremeOrder.issuer,
  contractor: { name: longName },
  orderer: { name: longName },
  works: { ...extreme.works, subject: 'consulting', jointVenture: extreme.contractor.jointVenture },
  guarantees: application.guarantees.map((one) => ({ ...one, amount: yen(999_999_999_999), feeBilledTo: longName })),
  contact: { department: longName, title: longName, name: longName, phone: '026-000-0000', email: 'soumu@example.jp' },
  messageToIssuer: long(longName, 2000),
};
const shortApplication: ApplicationCopyOrder = {
  ...application,
  contractor: { name: '㈱髙' },
  orderer: { name: '津市' },
  works: { ...application.works, name: '舗装', number: null, contractDate: null, place: '津市' },
  guarantees: application.guarantees.slice(0, 1),
  completionNotice: { wanted: false, email: null },
  paperDelivery: null,
  contact: { ...application.contact, title: null },
  messageToIssuer: '',
};

export const receipt: ReceiptOrder = {
  viewedAt: new Date('2026-11-25T00:30:00Z'),
  depositedAt: new Date('2026-11-22T02:00:00Z'),
  revisions: 1,
  status: 'in_force',
  certificate: usual,
  digests: {
    certificate: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
    pdf: 'LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ',
  },
  checks: [
    { name: '認証キー', result: 'passed', detail: 'この認証キーで電子証書を開くことができました。' },
    {
      name: 'D-Sureの登録内容',
      result: 'passed',
      detail: 'D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。',
    },
    {
      name: '保証人の電子署名',
      result: 'passed',
      detail: '見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。',
    },
    {
      name: '署名に使われた鍵',
      result: 'failed',
      detail:
        '電子署名に使われた保証人の鍵は令和8年11月20日に安全でなくなっており、この版はその後に登録されています。保証人に確かめてください。',
    },
    { name: 'PDF', result: 'skipped', detail: 'PDFは、取得するときに同じ方法で確認します。' },
  ],
};
const extremeReceipt: ReceiptOrder = {
  ...receipt,
  certificate: extreme,
  status: 'cancelled',
  revisions: 10_000,
  checks: receipt.checks.map((check) => ({ ...check, detail: longName })),
};

const short: Certificate = {
  ...usual,
  orderer: { code: '242012', name: '津市', signatory: null },
  contractor: {
    ...usual.contractor,
    name: '㈱髙',
    address: '津市',
    signatory: { office: null, title: '代表', name: null },
  },
  works: { ...usual.works, name: '舗装', number: null, place: '津市', contractPrice: yen(1_000) },
  amount: yen(400),
  depositary: '銀行',
};

const signer = makeSigner('見本建設業保証株式会社');
const signed = (certificate: Certificate) =>
  makeCertificate({ certificate, jws: 'eyJ.e30.c2ln', signedAt: new Date('2026-11-22T01:00:00Z'), signer });
const onPaper = (certificate: Certificate) => makePaperCertificate({ certificate });
const paying = { payBy: calendarDay('2026-11-30') };
const extra = {
  ...{ extra: yen(57_000), reason: '設計変更による増額', effectiveOn: calendarDay('2026-12-15') },
  before: { amount: yen(10_000_000), fee: interimFee },
  after: { amount: yen(20_000_000), fee },
};
const greatest = { amount: yen(999_999_999_999), fee: greatestFee };
const greatestExtra = { ...extra, extra: yen(999_999_999_999), reason: longName, before: greatest, after: greatest };
const transfer = { method: 'bank_transfer', account: '○○銀行 長野支店 普通 0000000' } as const;
const refunded = { refund: yen(57_000), reason: '設計変更による減額', effectiveOn: calendarDay('2026-12-15') };

export interface Sample {
  paper: string;
  data: 'short' | 'usual' | 'extreme';
  print: () => Promise<Uint8Array>;
  /** What stands in the title bar of a reader. */
  title: string;
  pages: number;
  /** Names that have to stand on it, whole. */
  names: string[];
}

const shortNames = ['㈱髙', '津市', '舗装'];
const sample = (
  paper: string,
  data: Sample['data'],
  print: Sample['print'],
  title: string,
  pages: number,
  names: string[],
): Sample => ({ paper, data, print, title, pages, names });

const number = usual.guaranteeNumber;
const usualNames = ['○○建設 株式会社', '富士見町', '町道○○線道路改良工事'];

export const samples: Sample[] = [
  sample('certificate', 'short', () => signed(short), `前払金保証証書 ${number}`, 1, shortNames),
  sample('certificate', 'usual', () => signed(usual), `前払金保証証書 ${number}`, 1, usualNames),
  sample('certificate-interim', 'usual', () => signed(interim), `中間前払金保証証書 ${number}`, 1, usualNames),
  sample('certificate-performance', 'usual', () => signed(performance), `契約保証証書 ${number}`, 1, []),
  sample('certificate-void', 'usual', () => signed(voided), `前払金保証証書 ${number}`, 1, usualNames),
  sample('certificate', 'extreme', () => signed(extreme), `中間前払金保証証書 ${number}`, 10, [longName]),
  sample('paper-certificate', 'short', () => onPaper(short), `前払金保証証書 ${number}`, 1, shortNames),
  sample('paper-certificate', 'usual', () => onPaper(usual), `前払金保証証書 ${number}`, 1, usualNames),
  sample('paper-certificate', 'extreme', () => onPaper(extreme), `中間前払金保証証書 ${number}`, 10, [longName]),
  sample(
    'key-notice',
    'short',
    () =>
      makeKeyNotice({
        ...notice,
        orderer: { name: '津市', addressee: '津市' },
        contractor: { name: '㈱髙' },
        works: { ...notice.works, name: '舗装', number: null },
        submissionGuide: null,
      }),
    `電子保証にかかる「認証キー」のお知らせ ${number}`,
    1,
    shortNames,
  ),
  sample(
    'key-notice',
    'usual',
    () => makeKeyNotice(notice),
    `電子保証にかかる「認証キー」のお知らせ ${number}`,
    1,
    usualNames,
  ),
  sample(
    'key-notice',
    'extreme',
    () => makeKeyNotice(extremeNotice),
    `電子保証にかかる「認証キー」のお知らせ ${number}`,
    3,
    [longName],
  ),
  sample(
    'fee-notice',
    'short',
    () => makeFeeNotice({ ...shortOrder, fee: interimFee, ...paying, payment: { method: 'cash', account: null } }),
    '保証料のご案内',
    1,
    shortNames,
  ),
  sample(
    'fee-notice',
    'usual',
    () => makeFeeNotice({ ...order, guaranteeNumber: null, fee, ...paying, payment: transfer }),
    '保証料のご案内',
    1,
    usualNames,
  ),
  sample(
    'fee-notice',
    'extreme',
    () =>
      makeFeeNotice({ ...extremeOrder, fee: greatestFee, ...paying, payment: { method: 'cheque', account: longName } }),
    '保証料のご案内',
    2,
    [longName, extremeOrder.works.name],
  ),
  sample(
    'fee-statement',
    'short',
    () => makeFeeStatement({ ...shortOrder, fee: interimFee, payment: 'cash' }),
    '保証料計算書',
    1,
    shortNames,
  ),
  sample(
    'fee-statement',
    'usual',
    () => makeFeeStatement({ ...order, fee, payment: 'lump_sum' }),
    '保証料計算書',
    1,
    usualNames,
  ),
  sample(
    'fee-statement',
    'extreme',
    () => makeFeeStatement({ ...extremeOrder, fee: greatestFee, payment: 'bank_transfer' }),
    '保証料計算書',
    2,
    [longName, extremeOrder.works.name],
  ),
  sample(
    'extra-fee-notice',
    'short',
    () => makeExtraFeeNotice({ ...shortOrder, ...extra, ...paying, payment: { method: 'cash', account: null } }),
    '追加保証料のご案内',
    2,
    shortNames,
  ),
  sample(
    'extra-fee-notice',
    'usual',
    () => makeExtraFeeNotice({ ...order, ...extra, ...paying, payment: transfer }),
    '追加保証料のご案内',
    2,
    usualNames,
  ),
  sample(
    'extra-fee-notice',
    'extreme',
    () =>
      makeExtraFeeNotice({
        ...extremeOrder,
        ...greatestExtra,
        ...paying,
        payment: { method: 'cheque', account: longName },
      }),
    '追加保証料のご案内',
    3,
    [longName, extremeOrder.works.name],
  ),
  sample(
    'extra-fee-statement',
    'short',
    () => makeExtraFeeStatement({ ...shortOrder, ...extra, payment: 'cash' }),
    '保証料計算書(追加保証料)',
    1,
    shortNames,
  ),
  sample(
    'extra-fee-statement',
    'usual',
    () => makeExtraFeeStatement({ ...order, ...extra, payment: 'lump_sum' }),
    '保証料計算書(追加保証料)',
    1,
    usualNames,
  ),
  sample(
    'extra-fee-statement',
    'extreme',
    () => makeExtraFeeStatement({ ...extremeOrder, ...greatestExtra, payment: 'bank_transfer' }),
    '保証料計算書(追加保証料)',
    3,
    [longName, extremeOrder.works.name],
  ),
  sample(
    'refund-statement',
    'short',
    () =>
      makeRefundStatement({
        ...shortOrder,
        ...refunded,
        before: { amount: yen(20_000_000), fee: interimFee },
        after: { amount: yen(10_000_000), fee: interimFee },
      }),
    '保証料返還計算書',
    1,
    shortNames,
  ),
  sample(
    'refund-statement',
    'usual',
    () =>
      makeRefundStatement({
        ...order,
        ...refunded,
        before: { amount: yen(20_000_000), fee },
        after: { amount: yen(10_000_000), fee: interimFee },
      }),
    '保証料返還計算書',
    1,
    usualNames,
  ),
  sample(
    'refund-statement',
    'extreme',
    () =>
      makeRefundStatement({
        ...extremeOrder,
        ...refunded,
        refund: yen(999_999_999_999),
        reason: longName,
        before: greatest,
        after: greatest,
      }),
    '保証料返還計算書',
    3,
    [longName, extremeOrder.works.name],
  ),
  sample('application-copy', 'short', () => makeApplicationCopy(shortApplication), '保証申込書（控え）', 1, shortNames),
  sample('application-copy', 'usual', () => makeApplicationCopy(application), '保証申込書（控え）', 2, usualNames),
  sample('application-copy', 'extreme', () => makeApplicationCopy(extremeApplication), '保証申込書（控え）', 6, [
    longName,
    extreme.contractor.jointVenture!.members[9]!.name,
  ]),
  sample(
    'receipt',
    'short',
    () => makeReceipt({ ...receipt, certificate: short, checks: receipt.checks.slice(0, 1) }),
    `閲覧確認票 ${number}`,
    1,
    shortNames,
  ),
  sample('receipt', 'usual', () => makeReceipt(receipt), `閲覧確認票 ${number}`, 1, usualNames),
  sample('receipt', 'extreme', () => makeReceipt(extremeReceipt), `閲覧確認票 ${number}`, 2, [longName]),
];
