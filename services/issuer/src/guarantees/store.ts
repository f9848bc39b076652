import type { CalendarDay } from '@e-surety/domain';
import { and, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
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
import { type GuaranteeFilter, numbersOfPage } from './numbers-of-page.js';

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

const newestRevision = eq(revisions.revision, guarantees.revision);

export async function findGuarantee(db: Database, guaranteeNumber: string, sight: Sight): Promise<Guarantee | null> {
  const [found] = await select(db, and(eq(guarantees.guaranteeNumber, guaranteeNumber), guaranteeInSight(sight)));
  return found ?? null;
}

const guaranteeInSight = ({ contractorId, branches }: Sight) =>
  and(contractorId === null ? undefined : eq(guarantees.contractorId, contractorId), inSight({ branches }));

export async function listGuarantees(db: Database, filter: GuaranteeFilter, today: CalendarDay): Promise<Guarantee[]> {
  const numbers = await numbersOfPage(db, filter, today);
  if (numbers.length === 0) return [];
  return select(db, inArray(guarantees.guaranteeNumber, numbers)).orderBy(
    desc(guarantees.createdAt),
    desc(guarantees.guaranteeNumber),
  );
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
