import type { Static } from 'typebox';
import type { Finding } from '../applications/findings.js';
import { presentFinding } from '../applications/present.js';
import type { ChangeRequest } from './change-request.js';
import type { KeyReplacementRow } from './pending-replacement.js';
import type { ChangeRequestSchema, KeyReplacementSchema } from './schemas.js';

/** `missing`: papers without which it is not approved. */
export function presentChange(change: ChangeRequest, missing: Finding[]): Static<typeof ChangeRequestSchema> {
  const { id, guaranteeNumber, asked, status, feeChange, warnings, message, revision } = change;
  const { contractChange } = asked;
  return {
    ...{ id, guaranteeNumber, status, reflecting: isReflecting(change) },
    ...asked,
    contractChange: contractChange && {
      ...contractChange,
      fiscalYearBase: contractChange.fiscalYearBase ?? null,
      fiscalYears: contractChange.fiscalYears ?? null,
    },
    ...{ corrections: asked.corrections.map((one) => ({ ...one })) },
    ...{ feeChange, warnings: [...warnings, ...missing].map(presentFinding), message, revision },
    createdAt: change.createdAt.toISOString(),
    updatedAt: change.updatedAt.toISOString(),
  };
}

/** 反映中. */
export const isReflecting = ({ status }: Pick<ChangeRequest, 'status'>): boolean =>
  status === 'issuing' || status === 'held';

export function presentReplacement(row: KeyReplacementRow): Static<typeof KeyReplacementSchema> {
  const { guaranteeNumber, keyGeneration, refusal, requestedAt } = row;
  const status = refusal === null ? 'pending' : 'refused';
  return { guaranteeNumber, keyGeneration, status, requestedAt: requestedAt.toISOString() };
}
