import {
  beingIssuedStates,
  type CalendarDay,
  type GuaranteeKind,
  type GuaranteeOnWorks,
  type GuaranteeRequestState,
  type GuaranteeStatus,
  statusAt,
  type Yen,
  yen,
} from '@e-surety/domain';
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { AskedGuarantee } from '../applications/application.js';
import type { Database } from '../db/database.js';
import { applications, changeRequests, guaranteeRequests, guarantees, revisions } from '../db/tables.js';

/** What another application for the same works asks for, and what has become of it. */
export interface OtherGuarantee {
  kind: GuaranteeKind;
  asked: AskedGuarantee;
  state: GuaranteeRequestState;
  /** Once it is issued: what its newest certificate says; of an increase that is approved, all that is guaranteed after it. */
  issued: { guaranteeNumber: string; amount: Yen; status: GuaranteeStatus } | null;
}

/**
 * The guarantees of other applications for the same works. Whoever decides by them holds the works' lock, so that two who ask
 * at once are judged one after the other.
 */
export async function otherGuaranteesOn(
  db: Database,
  { worksId, applicationId }: { worksId: string; applicationId: string | null },
  today: CalendarDay,
): Promise<OtherGuarantee[]> {
  const rows = await db
    .select({
      ...{ request: guaranteeRequests, guarantee: guarantees, certificate: revisions.certificate },
      approvedAmount: approvedAmount.as('approved_amount'),
    })
    .from(guaranteeRequests)
    .innerJoin(applications, eq(applications.id, guaranteeRequests.applicationId))
    .leftJoin(guarantees, eq(guarantees.guaranteeNumber, guaranteeRequests.guaranteeNumber))
    .leftJoin(
      revisions,
      and(
        eq(revisions.guaranteeNumber, guaranteeRequests.guaranteeNumber),
        eq(revisions.revision, guarantees.revision),
      ),
    )
    .where(
      and(eq(applications.worksId, worksId), applicationId === null ? undefined : ne(applications.id, applicationId)),
    )
    .orderBy(asc(applications.createdAt), asc(applications.id), asc(guaranteeRequests.kind));
  return rows.map(({ request: { kind, asked, status: state }, guarantee, certificate, approvedAmount }) => ({
    ...{ kind, asked, state },
    issued:
      guarantee?.issuedAt && certificate
        ? {
            guaranteeNumber: guarantee.guaranteeNumber,
            amount: yen(Math.max(certificate.amount, Number(approvedAmount))),
            status: statusAt({ ...guarantee, period: certificate.period }, today),
          }
        : null,
  }));
}

/** What a change of the guarantee that is approved and not concluded makes of its amount; 0 where there is none. */
const approvedAmount = sql<string>`coalesce((
  select max((c.asked ->> 'newAmount')::bigint) from ${changeRequests} c
  where c.guarantee_number = ${guarantees.guaranteeNumber} and c.status = any(${sql.param([...beingIssuedStates])})
), 0)`;

const countsWhileAsked: readonly GuaranteeRequestState[] = [
  ...(['submitted', 'under_review', 'awaiting_second_approval'] as const),
  ...beingIssuedStates,
];

/**
 * What counts towards the limits over the whole works: all that is being asked for, and all that was issued but for what was
 * cancelled or void. What has expired counts, since its advance was paid.
 */
export function countedOnWorks(others: readonly OtherGuarantee[]): GuaranteeOnWorks[] {
  return others.flatMap(({ kind, asked, state, issued }) => {
    const counts = issued ? !['cancelled', 'void'].includes(issued.status) : countsWhileAsked.includes(state);
    return counts ? [onWorks(kind, issued?.amount ?? asked.amount, asked)] : [];
  });
}

export function onWorks(kind: GuaranteeKind, amount: Yen, asked: AskedGuarantee): GuaranteeOnWorks {
  const fiscalYear = 'fiscalYearBase' in asked ? (asked.fiscalYearBase?.year ?? null) : null;
  return { kind, amount, fiscalYear };
}
