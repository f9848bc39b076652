import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
import { ChangeReviewSheet } from './review-sheet-schema.js';
import {
  ChangeRequestInput,
  ChangeRequestList,
  ChangeRequestSchema,
  ChangeReviewInput,
  KeyReplacementInput,
  KeyReplacementSchema,
} from './schemas.js';

const guaranteeNumber = '12-08-0000123-3';

const feeOn = (base: number, amount: number) => ({
  ...{ amount, tariffVersion: '見本-2026-04', sample: true },
  lines: [{ type: 'rate' as const, base, ppm: 4000, rounding: 'down' as const, amount }],
});
const charged = feeOn(5_000_000, 20_000);
const due = feeOn(4_500_000, 18_000);

const asked = {
  type: 'decrease' as const,
  contractChange: {
    changedOn: '2026-12-01',
    contractPrice: 45_000_000,
    periodTo: null,
    fiscalYearBase: null,
    fiscalYears: null,
  },
  ...{ newAmount: 4_500_000, newPeriodTo: null, effectiveOn: '2026-12-01', reason: '設計変更のため' },
};

const changeRequest = {
  ...{ id: 'ce040849-2823-4474-a3c4-e4feb1ad1ea7', guaranteeNumber, status: 'issued' as const, reflecting: false },
  ...{ ...asked, corrections: [], warnings: [], message: null, revision: 1 },
  feeChange: { direction: 'refund' as const, amount: 2000, charged, due },
  ...{ createdAt: '2026-12-01T01:00:00.000Z', updatedAt: '2026-12-01T02:00:00.000Z' },
};

export const changeExamples = [
  exampleIn('/v1/guarantees/{guaranteeNumber}/change-requests/{id}', changeRequest.id),
  exampleOf(ChangeRequestInput, asked),
  exampleOf(ChangeRequestSchema, changeRequest),
  exampleOf(ChangeRequestList, { changeRequests: [changeRequest], next: null }),
  exampleOf(ChangeReviewSheet, {
    ...{ changeRequestId: changeRequest.id, requestedBy: '見本 太郎', claimedBy: null, firstApprovalBy: null },
    ...{ approvedBy: null, needsSecondPerson: false, needsSecondApproval: false },
    commands: ['approve', 'decline', 'return'],
    before: {
      ...{ amount: 5_000_000, periodTo: '2027-03-19', contractPrice: 50_000_000, worksPeriodTo: '2027-03-19' },
    },
    credit: { limit: 1_000_000_000, inUse: 25_000_000, asked: 0, within: true },
    ...{ feeChange: changeRequest.feeChange, payBy: null, feeReceipt: null, held: null },
  }),
  exampleOf(ChangeReviewInput, { decision: 'approve', message: null }),
  exampleOf(KeyReplacementInput, { reason: '誤って別の宛先へ送信したため' }),
  exampleOf(KeyReplacementSchema, {
    ...{ guaranteeNumber, keyGeneration: 2, status: 'pending', requestedAt: '2026-12-01T01:00:00.000Z' },
  }),
];
