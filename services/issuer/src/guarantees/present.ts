import { type CalendarDay, statusAt } from '@e-surety/domain';
import type { Static } from 'typebox';
import { isReflecting, presentReplacement } from '../changes/present.js';
import type { GuaranteeSchema, GuaranteeSummary } from './schemas.js';
import type { Guarantee } from './store.js';

export function presentSummary(guarantee: Guarantee, today: CalendarDay): Static<typeof GuaranteeSummary> {
  const { row, latest, change, replacement } = guarantee;
  const { certificate } = latest;
  const { period, orderer, contractor, works } = certificate;
  return {
    guaranteeNumber: row.guaranteeNumber,
    applicationId: row.applicationId,
    kind: row.kind,
    form: row.form,
    status: statusAt({ status: row.status, statusFrom: row.statusFrom, period }, today),
    revision: latest.revision,
    amendments: certificate.amendments,
    issuedOn: certificate.issuedOn,
    orderer: { code: orderer.code, name: orderer.name },
    contractor: { name: contractor.name },
    worksName: works.name,
    amount: certificate.amount,
    period,
    change: change && {
      ...{ id: change.id, type: change.asked.type, status: change.status },
      reflecting: isReflecting(change),
    },
    keyReplacement: replacement && presentReplacement(replacement),
    delivery: presentDelivery(guarantee),
    externalReference: row.externalReference,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function presentDelivery({ row, paperDelivery, dispatch }: Guarantee): Static<typeof GuaranteeSummary>['delivery'] {
  if (row.form === 'electronic' || !paperDelivery) return null;
  const { method, address } = paperDelivery;
  if (!dispatch) return { status: 'waiting', method, address, dispatchedOn: null, reference: null };
  const { dispatchedOn, reference } = dispatch;
  return { status: 'dispatched', method: dispatch.method, address, dispatchedOn, reference };
}

export function presentGuarantee(guarantee: Guarantee, today: CalendarDay): Static<typeof GuaranteeSchema> {
  const { latest, fee } = guarantee;
  return {
    ...presentSummary(guarantee, today),
    certificate: { ...latest.certificate },
    history: latest.certificate.history,
    fee,
    depositedAt: latest.confirmedAt?.toISOString() ?? null,
  };
}
