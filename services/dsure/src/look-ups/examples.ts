import { exampleAt, exampleOf } from '@e-surety/service-kit/http';
import {
  BatchAnswerSchema,
  BatchLookUpSchema,
  CrossCheckAnswerSchema,
  CrossCheckSchema,
  FoundCertificateSchema,
  LookUpSchema,
} from './schemas.js';

export const guaranteeNumber = '12-08-0000123-3';

const lookUp = { authenticationKey: '1T7B-Q3BR-QMPN-43M8-XWN6-ME23-H1FX', guaranteeNumber };

const period = { from: '2026-11-10', to: '2027-03-19' };

const history = [
  {
    ...{ revision: 0, type: 'original' as const, issuedOn: '2026-11-20', effectiveOn: '2026-11-20' },
    ...{ reason: null, changes: [] },
  },
];

const certificate = {
  ...{ format: 'esurety-certificate/1' as const, guaranteeNumber, kind: 'performance' as const, revision: 0 },
  ...{ type: 'original' as const, amendments: 0, issuedOn: '2026-11-20' },
  ...{ status: 'in_force' as const, statusFrom: '2026-11-20' },
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都中央区○○1-1-1',
    representative: '代表取締役社長 見本 一郎',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '○○建設 株式会社',
    address: '長野県諏訪郡富士見町○○100番地',
    signatory: { office: null, title: '代表取締役', name: '見本 正' },
    jointVenture: null,
  },
  works: {
    ...{ subject: 'construction' as const, name: '町道○○線 道路改良工事', number: '08-0123' },
    ...{ place: '長野県諏訪郡富士見町', contractDate: '2026-11-10', contractNumber: null },
    ...{ contractPrice: 50_000_000, period: { from: '2026-11-11', to: '2027-03-19' } },
  },
  ...{ amount: 5_000_000, period, ratio: { percent: '10.0', of: 'contractPrice' as const } },
  ...{ terms: { name: '契約保証特約(見本)', version: '2026-04' }, remarks: '', history },
};

const passed = (
  check: 'authentication_key' | 'stored_record' | 'issuer_signature' | 'signing_key',
  detail: string,
) => ({
  ...{ check, result: 'passed' as const, detail },
});

const papers = `https://dsure.example.jp/v1/certificates/${guaranteeNumber}/revisions/0`;

const found = {
  ...{ guaranteeNumber, issuer: { id: 'mihon', name: '見本建設業保証株式会社' } },
  ...{ status: 'in_force' as const, revision: 0, revisions: 1 },
  ...{ depositedAt: '2026-11-20T01:00:00.000Z', checkedAt: '2026-11-22T01:00:00.000Z' },
  ...{ certificate, history },
  verification: [
    passed('authentication_key', 'この認証キーで電子証書を開くことができました。'),
    passed('stored_record', 'D-Sureの登録内容(保証契約番号・版・状態)と電子証書の内容が一致しました。'),
    passed('issuer_signature', '見本建設業保証株式会社の電子署名を、登録済みの公開鍵で確認しました。'),
    passed('signing_key', '電子署名に使われた保証人の鍵は有効です。'),
    { check: 'pdf' as const, result: 'skipped' as const, detail: 'PDFは、取得するときに同じ方法で確認します。' },
  ],
  view: {
    token: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVydGV4dA.dGFn',
    expiresAt: '2026-11-22T02:00:00.000Z',
  },
  links: { pdf: `${papers}/certificate.pdf`, jws: `${papers}/certificate.jws`, receipt: `${papers}/receipt.pdf` },
};

const mistyped = 'おそらく3組目に誤りがあります。ほかの組も確かめてください。';

export const lookUpExamples = [
  exampleOf(LookUpSchema, lookUp),
  exampleOf(FoundCertificateSchema, found),
  exampleOf(BatchLookUpSchema, { lookUps: [lookUp, { authenticationKey: '1T7B-Q3BR-QMPM-43M8-XWN6-ME23-H1FX' }] }),
  exampleOf(BatchAnswerSchema, {
    answers: [
      { status: 200, found },
      {
        status: 400,
        problem: {
          type: 'urn:e-surety:problem:authentication_key_mistyped',
          ...{ code: 'authentication_key_mistyped', title: '認証キーに入力の誤りがあります', status: 400 },
          ...{ detail: mistyped, requestId: 'efc9f459-031d-48e2-b966-b662937f7914' },
        },
      },
    ],
  }),
  exampleAt(
    'exportLookUps',
    '\ufeff"行","結果","結果の説明","保証契約番号","版","変更回数","保証の種類","発注者コード","被保証者","保証契約者","工事名","工事番号","請負金額","保証金額","保証期間の始期","保証期間の終期","発行日","照会日時"\r\n' +
      '"1","in_force","有効","12-08-0000123-3","0","0","契約保証","203629","富士見町","○○建設 株式会社","町道○○線 道路改良工事","08-0123","50000000","5000000","2026-11-10","2027-03-19","2026-11-20","2026-11-22T01:00:00.000Z"\r\n',
  ),
  exampleOf(CrossCheckSchema, { ...lookUp, facts: { worksNumber: '08-0123', contractPrice: 52_000_000 } }),
  exampleOf(CrossCheckAnswerSchema, {
    found,
    comparison: [
      { fact: 'worksNumber', result: 'matches', given: '08-0123', onCertificate: '08-0123' },
      { fact: 'contractPrice', result: 'differs', given: 52_000_000, onCertificate: 50_000_000 },
    ],
  }),
];
