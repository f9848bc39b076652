import { exampleIn, exampleOf } from '@e-surety/service-kit/http';
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
  contractChange: { changedOn: '2026-12-01', contractPrice: 45_000_000, periodTo: null, fiscalYearBase: null },
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
  exampleOf(ChangeReviewInput, { decision: 'approve', message: null }),
  exampleOf(KeyReplacementInput, { reason: '誤って別の宛先へ送信したため' }),
  exampleOf(KeyReplacementSchema, {
    ...{ guaranteeNumber, keyGeneration: 2, status: 'pending', requestedAt: '2026-12-01T01:00:00.000Z' },
  }),
];
