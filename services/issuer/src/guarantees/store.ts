import type { CalendarDay, CertificateForm, GuaranteeKind, GuaranteeStatus } from '@e-surety/domain';
import { and, desc, eq, gt, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import type { PaperDelivery } from '../applications/application.js';
import { inSight } from '../applications/in-sight.js';
import { isOpenChange } from '../changes/store.js';
import type { Database } from '../db/database.js';
import {
  applications,
  changeRequests,
  guaranteeRequests,
  guarantees,
  keyReplacements,
  paperDispatches,
  revisions,
} from '../db/tables.js';
import { containing, numberContains } from '../searched.js';

export type GuaranteeRow = typeof guarantees.$inferSelect;
type RevisionRow = typeof revisions.$inferSelect;

/** A guarantee with its newest concluded revision and the fee it was issued for. */
export interface Guarantee {
  row: GuaranteeRow;
  latest: RevisionRow;
  fee: NonNullable<(typeof guaranteeRequests.$inferSelect)['fee']>;
  /** The one change that is open, if any. */
  change: typeof changeRequests.$inferSelect | null;
  /** A new key on its way to D-Sure, or refused by it. */
  replacement: typeof keyReplacements.$inferSelect | null;
  /** 受取方法, as the contractor wished it; null where no certificate was asked for on paper. */
  paperDelivery: PaperDelivery | null;
  /** Of the newest revision; null: not dispatched yet, or electronic. */
  dispatch: typeof paperDispatches.$inferSelect | null;
}

/** Those that have been issued: what is still being issued is seen as an application. */
const issued = isNotNull(guarantees.issuedAt);

const newestRevision = eq(revisions.revision, guarantees.revision);

export async function findGuarantee(db: Database, guaranteeNumber: string, sight: Sight): Promise<Guarantee | null> {
  const [found] = await select(db, and(eq(guarantees.guaranteeNumber, guaranteeNumber), guaranteeInSight(sight)));
  return found ?? null;
}

const guaranteeInSight = ({ contractorId, branches }: Sight) =>
  and(contractorId === null ? undefined : eq(guarantees.contractorId, contractorId), inSight({ branches }));

export interface GuaranteeFilter {
  sight: Sight;
  form: CertificateForm | null;
  kind: GuaranteeKind | null;
  status: GuaranteeStatus | null;
  orderer: string | null;
  /** waiting: 郵送待ち. */
  delivery: 'waiting' | 'dispatched' | null;
  branch: string | null;
  /** Of the guarantee, or of its application. */
  externalReference: string | null;
  updatedAfter: Date | null;
  /** Part of the number, or of the name of works, contractor or orderer. */
  q: string | null;
  before: { createdAt: Date; id: string } | null;
  limit: number;
}

export function listGuarantees(db: Database, filter: GuaranteeFilter, today: CalendarDay): Promise<Guarantee[]> {
  const { sight, form, kind, status, orderer, delivery, branch, externalReference, updatedAfter, q, before, limit } =
    filter;
  const part = q === null ? null : containing(q);
  return select(
    db,
    and(
      issued,
      guaranteeInSight(sight),
      form === null ? undefined : eq(guarantees.form, form),
      kind === null ? undefined : eq(guarantees.kind, kind),
      status === null ? undefined : statusIs(status, today),
      orderer === null ? undefined : eq(guarantees.orderer, orderer),
      delivery === null ? undefined : eq(guarantees.form, 'paper'),
      delivery === null ? undefined : (delivery === 'waiting' ? isNull : isNotNull)(paperDispatches.dispatchedOn),
      branch === null ? undefined : eq(applications.branch, branch),
      externalReference === null
        ? undefined
        : or(
            eq(guarantees.externalReference, externalReference),
            eq(applications.externalReference, externalReference),
          ),
      updatedAfter === null ? undefined : gt(guarantees.updatedAt, updatedAfter),
      part === null || q === null
        ? undefined
        : or(
            numberContains(guarantees.guaranteeNumber, q),
            sql`${revisions.certificate}->'works'->>'name' like ${part}`,
            sql`${revisions.certificate}->'contractor'->>'name' like ${part}`,
            sql`${revisions.certificate}->'orderer'->>'name' like ${part}`,
          ),
      before === null
        ? undefined
        : or(
            lt(guarantees.createdAt, before.createdAt),
            and(eq(guarantees.createdAt, before.createdAt), lt(guarantees.guaranteeNumber, before.id)),
          ),
    ),
  )
    .orderBy(desc(guarantees.createdAt), desc(guarantees.guaranteeNumber))
    .limit(limit);
}

/** `statusAt` of the domain, as a condition; a test holds the two against each other. */
export function statusIs(status: GuaranteeStatus, today: CalendarDay): SQL | undefined {
  const notEnded = or(
    eq(guarantees.status, 'in_force'),
    and(eq(guarantees.status, 'cancelled'), gt(guarantees.statusFrom, today)),
  );
  switch (status) {
    case 'void':
      return eq(guarantees.status, 'void');
    case 'cancelled':
      return and(eq(guarantees.status, 'cancelled'), lte(guarantees.statusFrom, today));
    case 'expired':
      return and(notEnded, lt(guarantees.periodTo, today));
    case 'not_yet_in_force':
      return and(notEnded, gte(guarantees.periodTo, today), gt(guarantees.periodFrom, today));
    case 'in_force':
      return and(
        notEnded,
        gte(guarantees.periodTo, today),
        or(isNull(guarantees.periodFrom), lte(guarantees.periodFrom, today)),
      );
  }
}

function select(db: Database, where: SQL | undefined) {
  return db
    .select({
      row: guarantees,
      latest: revisions,
      fee: sql<Guarantee['fee']>`${guaranteeRequests.fee}`,
      change: changeRequests,
      replacement: keyReplacements,
      paperDelivery: sql<PaperDelivery | null>`${applications.facts}->'paperDelivery'`,
      dispatch: paperDispatches,
    })
    .from(guarantees)
    .innerJoin(revisions, and(eq(revisions.guaranteeNumber, guarantees.guaranteeNumber), newestRevision))
    .innerJoin(
      guaranteeRequests,
      and(eq(guaranteeRequests.applicationId, guarantees.applicationId), eq(guaranteeRequests.kind, guarantees.kind)),
    )
    .leftJoin(changeRequests, and(eq(changeRequests.guaranteeNumber, guarantees.guaranteeNumber), isOpenChange))
    .leftJoin(
      keyReplacements,
      and(
        eq(keyReplacements.guaranteeNumber, guarantees.guaranteeNumber),
        gt(keyReplacements.keyGeneration, guarantees.keyGeneration),
      ),
    )
    .innerJoin(applications, eq(applications.id, guarantees.applicationId))
    .leftJoin(
      paperDispatches,
      and(
        eq(paperDispatches.guaranteeNumber, revisions.guaranteeNumber),
        eq(paperDispatches.revision, revisions.revision),
      ),
    )
    .where(where);
}

export async function findRevision(
  db: Database,
  guaranteeNumber: string,
  revision: number,
): Promise<RevisionRow | null> {
  const [row] = await db
    .select()
    .from(revisions)
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, revision)));
  return row ?? null;
}
