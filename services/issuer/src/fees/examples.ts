import { exampleAt, exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { advanceFee, applicationId } from '../applications/examples.js';
import { works } from '../works/examples.js';
import {
  BillingPartyInput,
  BillingPartyList,
  BillingPartySchema,
  FeeReceiptInput,
  FeeReceiptList,
  FeeReceiptSchema,
  QuoteInput,
  QuoteSchema,
  RefundableList,
  RefundPaymentInput,
  RefundPaymentSchema,
} from './schemas.js';
import { FeeStatementList } from './statement-schemas.js';
import { TariffInput, TariffList, TariffSchema } from './tariff-schemas.js';

const billingParty = { name: '本社 経理部', address: '長野県諏訪郡富士見町○○100番地' };
const registered = {
  id: 'f92843ae-368d-44d0-b830-370952adb748',
  ...billingParty,
  createdAt: '2026-04-01T00:00:00.000Z',
};

const receipt = {
  amount: 20_000,
  receivedOn: '2026-11-20',
  method: 'bank_transfer' as const,
  reference: 'フリコミ マルマルケンセツ',
};
const refundable = `${applicationId}/performance`;
const refundPayment = { refundable, paidOn: '2026-11-25', method: 'bank_transfer' as const };

const down = { rounding: 'down' as const };
const kinds = {
  advance_payment: {
    ...{ method: 'marginal' as const, minimum: 3000, sample: true, ...down },
    tiers: [
      { upTo: 10_000_000, ppm: 3500 },
      { upTo: null, ppm: 2500 },
    ],
  },
  interim_advance_payment: {
    ...{ method: 'flat' as const, minimum: 0, sample: false, ...down },
    tiers: [{ upTo: null, ppm: 650 }],
  },
  performance: {
    ...{ method: 'flat' as const, minimum: 3000, sample: true, ...down },
    tiers: [{ upTo: null, ppm: 4000 }],
  },
};

const terms = {
  advance_payment: { name: '前払金保証約款(見本)', version: '2026-04' },
  interim_advance_payment: { name: '中間前払金保証約款(見本)', version: '2026-04' },
  performance: { name: '契約保証特約(見本)', version: '2026-04' },
};

const tariff = {
  version: '2027-04',
  validFrom: '2027-04-01',
  status: 'planned' as const,
  sampleKinds: ['advance_payment' as const, 'performance' as const],
  ...{ kinds, terms },
};

export const feeExamples = [
  exampleOf(FeeReceiptList, {
    feeReceipts: [
      {
        ...{ applicationId, kind: 'performance', changeRequestId: null, guaranteeNumber: '12-08-0000002-4' },
        contractor: { id: 'marumaru-kensetsu', name: '○○建設 株式会社' },
        ...{ worksName: '町道○○線 道路改良工事', branch: 'nagano', ...receipt, fee: 20_000, refundable: 0 },
        ...{ recordedBy: '審査 花子', recordedAt: '2026-11-20T01:00:00.000Z' },
      },
    ],
    next: null,
  }),
  exampleOf(QuoteInput, {
    orderer: '203629',
    works: { subject: 'construction', contractPrice: 50_000_000, lowBid: false },
    guarantees: [{ kind: 'advance_payment', amount: 20_000_000, base: null }],
  }),
  exampleOf(QuoteSchema, {
    orderer: '203629',
    tariffVersion: '見本-2026-04',
    guarantees: [
      {
        kind: 'advance_payment',
        amount: 20_000_000,
        ratio: { percent: '40.0', of: 'contractPrice' },
        fee: advanceFee,
      },
    ],
    warnings: [],
  }),
  exampleOf(FeeReceiptInput, receipt),
  exampleOf(FeeReceiptSchema, { kind: 'performance', ...receipt, fee: 20_000, refundable: 0 }),
  exampleOf(RefundableList, {
    refundables: [
      {
        ...{ id: refundable, applicationId, kind: 'performance', branch: 'nagano', guaranteeNumber: '12-08-0000123-3' },
        contractor: { id: 'marumaru-kensetsu', name: '○○建設 株式会社' },
        worksName: works.name,
        ...{ ...receipt, amount: 20_500, fee: 20_000, refunded: 0, refundable: 500 },
        ...{ reason: 'overpaid', changeRequestId: null, revision: null },
        recordedAt: '2026-11-20T01:00:00.000Z',
      },
    ],
    next: null,
  }),
  exampleOf(RefundPaymentInput, refundPayment),
  exampleOf(RefundPaymentSchema, {
    ...{ ...refundPayment, reason: 'overpaid', amount: 500 },
    recordedAt: '2026-11-25T01:00:00.000Z',
  }),
  exampleOf(BillingPartyInput, billingParty),
  exampleOf(BillingPartySchema, registered),
  exampleOf(BillingPartyList, { billingParties: [registered], next: null }),
  exampleOf(FeeStatementList, {
    feeStatements: [
      {
        ...{ guaranteeNumber: '12-08-0000123-3', revision: 0, type: 'fee', issuedOn: '2026-11-20' },
        ...{ kind: 'performance', payment: 'lump_sum', billedTo: '本社 経理部', amount: 20_000, paper: false },
        contractor: { name: '○○建設 株式会社' },
        orderer: { name: '富士見町' },
        worksName: works.name,
        sample: true,
      },
    ],
    next: null,
  }),
  exampleAt(
    'listLumpSumFees',
    '"対象月","保証契約者","請求先","区分","保証契約番号","版","保証の種類","発行日","発注者","工事名・業務名","保証金額","保証料(返還は負)","備考"\r\n' +
      '"2026-11","○○建設 株式会社","本社 経理部","保証料","12-08-0000123-3",0,"契約保証","2026-11-20","富士見町","町道○○線 道路改良工事",5000000,20000,""\r\n',
  ),
  exampleIn('/v1/tariffs/{version}', tariff.version),
  exampleOf(TariffInput, { validFrom: tariff.validFrom, kinds, terms }),
  exampleOf(TariffSchema, tariff),
  exampleOf(TariffList, { tariffs: [tariff] }),
];
