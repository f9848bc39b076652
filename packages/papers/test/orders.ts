import {
  authenticationKeyFrom,
  type Certificate,
  calendarDay,
  certificateFormat,
  guaranteeNumberOf,
  type HistoryEntry,
  yen,
} from '@e-surety/domain';
import type { KeyNoticeOrder } from '../src/index.js';

/** Characters that must not be folded, lost or confused: U+FA11, U+FA10 beside U+585A, U+20BB7, ㈱, ①, a variation, U+2011, U+301C. */
export const awkward = '髙\u{FA11}\u{FA10}\u{585A}\u{20BB7}㈱①葛\u{E0100}葛が\u2011\u301C\uFF5E−ー齋邊';

/** A text of exactly `length` characters, awkward ones among them. */
export function long(text: string, length = 120): string {
  return [...text.repeat(length)].slice(0, length).join('');
}

export const longName = long(`${awkward}町道改良工事(その2)、`);

const original: HistoryEntry = {
  revision: 0,
  type: 'original',
  issuedOn: calendarDay('2026-11-22'),
  effectiveOn: calendarDay('2026-11-22'),
  reason: null,
  changes: [],
};

/** The example of the Net Desk form. */
export const usual = {
  format: certificateFormat,
  guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 }),
  revision: 0,
  type: 'original',
  amendments: 0,
  issuedOn: calendarDay('2026-11-22'),
  status: 'in_force',
  statusFrom: calendarDay('2026-11-22'),
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都千代田区見本町一丁目2番3号',
    representative: '代表取締役社長 見本 太郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○建設 株式会社',
    address: '長野県諏訪郡富士見町落合1-2-3',
    signatory: { office: null, title: '代表取締役', name: `髙\u{FA11} \u{20BB7}郎` },
    jointVenture: null,
  },
  works: {
    subject: 'construction',
    name: '町道○○線道路改良工事',
    number: '富建第8-12号',
    place: '長野県諏訪郡富士見町',
    contractDate: calendarDay('2026-11-10'),
    contractNumber: null,
    contractPrice: yen(50_000_000),
    period: { from: calendarDay('2026-11-11'), to: calendarDay('2027-03-19') },
  },
  amount: yen(20_000_000),
  period: { from: calendarDay('2026-11-10'), to: calendarDay('2027-03-19') },
  ratio: { percent: '40.0', of: 'contractPrice' },
  terms: { name: '前払金保証約款', version: '令和8年4月1日改定' },
  remarks: '',
  history: [original],
  kind: 'advance_payment',
  depositary: '○○銀行 ××支店',
  redeposit: 'not_used',
  fiscalYearBase: null,
} satisfies Certificate;

export const performance: Certificate = {
  ...usual,
  kind: 'performance',
  amount: yen(5_000_000),
  period: { from: null, to: calendarDay('2027-03-19') },
  ratio: { percent: '10.0', of: 'contractPrice' },
  works: { ...usual.works, subject: 'consulting', name: '道路台帳補正業務', contractDate: null },
};

export const interim: Certificate = {
  ...usual,
  kind: 'interim_advance_payment',
  amount: yen(10_000_000),
  recognition: { date: calendarDay('2027-01-15'), number: '8富建認第3号' },
  priorAdvance: { external: { issuerName: '他社建設業保証株式会社', number: '東-123456', amount: yen(20_000_000) } },
  fiscalYearBase: { year: 2026, basis: 'planned_output', amount: yen(30_000_000) },
};

/** Everything as long as it may be, changed in every way, and cancelled in the end. */
export const extreme: Certificate = {
  ...interim,
  revision: 3,
  type: 'cancellation',
  amendments: 1,
  status: 'cancelled',
  statusFrom: calendarDay('2027-02-01'),
  amount: yen(999_999_999_999),
  issuer: { ...usual.issuer, name: longName, address: longName },
  orderer: { code: '200000', name: longName, signatory: { office: longName, title: '所長', name: awkward } },
  contractor: {
    ...usual.contractor,
    name: longName,
    address: longName,
    jointVenture: {
      name: long('○○・△△・髙\u{FA11}特定建設工事共同企業体'),
      representative: 0,
      members: Array.from({ length: 10 }, (_, i) => ({
        name: long(`第${i + 1}構成員${awkward}`),
        address: longName,
        representativeTitle: '代表取締役社長',
        representativeName: awkward,
        sharePercent: i === 0 ? '55.0' : '5.0',
      })),
    },
  },
  works: {
    ...usual.works,
    name: longName,
    number: longName,
    place: longName,
    contractNumber: longName,
    contractPrice: yen(999_999_999_999),
  },
  remarks: long('契約の内容に変更があったときは、遅滞なく届け出ること。\n', 2000),
  history: [
    original,
    {
      revision: 1,
      type: 'amendment',
      issuedOn: calendarDay('2026-12-10'),
      effectiveOn: calendarDay('2026-12-15'),
      reason: '設計変更による増額',
      changes: [
        { item: '/amount', before: 20_000_000, after: 999_999_999_999 },
        { item: '/period/to', before: '2027-03-19', after: '2027-03-31' },
      ],
    },
    {
      revision: 2,
      type: 'correction',
      issuedOn: calendarDay('2026-12-20'),
      effectiveOn: calendarDay('2026-12-20'),
      reason: '転記の誤り',
      changes: [
        { item: '/remarks', before: '', after: long('契約の内容に変更があったときは、遅滞なく届け出ること。', 2000) },
        { item: '/contractor/jointVenture/members/3/name', before: '甲', after: longName },
      ],
    },
    {
      revision: 3,
      type: 'cancellation',
      issuedOn: calendarDay('2027-01-25'),
      effectiveOn: calendarDay('2027-02-01'),
      reason: '請負契約の解除',
      changes: [{ item: '/status', before: 'in_force', after: 'cancelled' }],
    },
  ],
};

export const voided: Certificate = {
  ...usual,
  revision: 1,
  type: 'void',
  status: 'void',
  statusFrom: calendarDay('2026-11-24'),
  history: [
    original,
    {
      revision: 1,
      type: 'void',
      issuedOn: calendarDay('2026-11-24'),
      effectiveOn: calendarDay('2026-11-24'),
      reason: '二重発行',
      changes: [],
    },
  ],
};

export const notice: KeyNoticeOrder = {
  issuer: {
    name: '見本建設業保証株式会社',
    branch: {
      name: '長野支店',
      phone: '026-000-0000',
      email: 'nagano@example.jp',
      hours: '9:00–17:00(土日祝日を除く)',
    },
  },
  issuedOn: calendarDay('2026-11-22'),
  amendments: 0,
  orderer: { name: '富士見町', addressee: '富士見町長' },
  contractor: { name: '○○建設 株式会社' },
  works: { subject: 'construction', name: '町道○○線道路改良工事', number: '富建第8-12号' },
  kind: 'advance_payment',
  guaranteeNumber: usual.guaranteeNumber,
  authenticationKey: authenticationKeyFrom(Uint8Array.from({ length: 17 }, (_, i) => i * 37)),
  lookUpUrl: 'https://d-sure.example.jp/look-up',
  submissionGuide: {
    lines: [
      { label: '提出先', text: '建設課 契約係(kensetsu@example.jp)' },
      { label: '件名', text: '【電子保証】富建第8-12号' },
    ],
  },
};

export const extremeNotice: KeyNoticeOrder = {
  ...notice,
  amendments: 12,
  orderer: { name: longName, addressee: longName },
  contractor: { name: longName },
  works: { subject: 'consulting', name: longName, number: longName },
  lookUpUrl: `https://d-sure.example.jp/${'path/'.repeat(20)}`,
  submissionGuide: { lines: Array.from({ length: 12 }, (_, i) => ({ label: `本文に書く事項${i}`, text: longName })) },
};
