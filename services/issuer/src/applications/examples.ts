import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { registeredWorks, works, worksId } from '../works/examples.js';
import { ApplicationInput, ApplicationList, ApplicationPatch, ApplicationSchema } from './schemas.js';

export const applicationId = '29948287-7d7b-4cc2-8a3e-53def9b8054a';

const advance = { fiscalYearBase: null, depositary: '○○銀行　××支店', redeposit: 'not_used' as const };
const billing = { feePayment: 'lump_sum' as const, feeBilledTo: '本社 経理部', paperFeeStatement: false };

const guarantees = [
  { kind: 'advance_payment' as const, form: 'electronic' as const, amount: 20_000_000, ...advance, ...billing },
  { kind: 'performance' as const, form: 'electronic' as const, amount: 5_000_000, ...billing },
];

const rest = {
  branch: 'nagano',
  completionNotice: { wanted: true, email: 'soumu@ejcs.co.jp' },
  paperDelivery: null,
  contact: { department: '総務部', title: '課長', name: '見本 太郎', phone: '026-000-0000', email: 'soumu@ejcs.co.jp' },
  messageToIssuer: '',
  externalReference: null,
};

export const advanceFee = {
  amount: 60_000,
  tariffVersion: '見本-2026-04',
  sample: true,
  lines: [
    { type: 'rate' as const, base: 10_000_000, ppm: 3500, rounding: 'down' as const, amount: 35_000 },
    { type: 'rate' as const, base: 10_000_000, ppm: 2500, rounding: 'down' as const, amount: 25_000 },
  ],
};

export const performanceFee = {
  amount: 20_000,
  tariffVersion: '見本-2026-04',
  sample: true,
  lines: [{ type: 'rate' as const, base: 5_000_000, ppm: 4000, rounding: 'down' as const, amount: 20_000 }],
};

const requested = {
  status: 'submitted' as const,
  guaranteeNumber: null,
  form: 'electronic' as const,
  interim: null,
  ...billing,
  period: { from: '2026-11-10', to: '2027-03-19', derivedFrom: 'works_period' as const },
  message: null,
};

export const applicationExamples = [
  exampleIn('/v1/applications/{id}', applicationId),
  exampleIn('/v1/applications/{id}/guarantees/{kind}', 'performance'),
  exampleOf(ApplicationInput, { orderer: '203629', works, guarantees, ...rest }),
  exampleOf(ApplicationPatch, { works: { ...works, name: '町道○○線 舗装工事' } }),
  exampleOf(ApplicationSchema, {
    id: applicationId,
    receiptNumber: '8-000012',
    worksId,
    orderer: '203629',
    status: 'submitted',
    works: registeredWorks,
    guarantees: [
      {
        ...{ kind: 'advance_payment', amount: 20_000_000, ...requested },
        ...{ advance, ratio: { percent: '40.0', of: 'contractPrice' }, fee: advanceFee },
      },
      {
        ...{ kind: 'performance', amount: 5_000_000, ...requested },
        ...{ advance: null, ratio: { percent: '10.0', of: 'contractPrice' }, fee: performanceFee },
      },
    ],
    warnings: [
      {
        code: 'attachment_missing',
        severity: 'holds_approval',
        pointer: '/guarantees/0',
        detail: '前払金保証の審査には、請負契約書の添付が必要です。',
        rule: null,
      },
    ],
    judgements: [
      {
        ...{ kind: 'advance_payment', act: 'submission', orderer: '203629' },
        ...{ validFrom: '2024-01-01', judgedOn: '2026-11-10', at: '2026-11-12T01:00:00.000Z' },
      },
    ],
    ...rest,
    messageToContractor: null,
    createdAt: '2026-11-12T01:00:00.000Z',
    updatedAt: '2026-11-12T01:00:00.000Z',
    submittedAt: '2026-11-12T01:00:00.000Z',
  }),
  exampleOf(ApplicationList, {
    applications: [
      {
        id: applicationId,
        receiptNumber: '8-000012',
        orderer: '203629',
        worksName: works.name,
        contractor: '○○建設 株式会社',
        branch: 'nagano',
        claimedBy: null,
        status: 'submitted',
        guarantees: [{ kind: 'performance', status: 'submitted', guaranteeNumber: null }],
        externalReference: null,
        createdAt: '2026-11-12T01:00:00.000Z',
        submittedAt: '2026-11-12T01:00:00.000Z',
      },
    ],
    next: null,
  }),
];
