import { type ApplicationStatus, type CalendarDay, fiscalYearOf, reiwaYearOf } from '@e-surety/domain';
import { and, asc, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { applications, guaranteeRequests, works } from '../db/tables.js';
import { branchesAsked, eachBranch } from '../each-branch.js';
import { earlierThan } from '../paging.js';
import type { Application, GuaranteeRequest } from './application.js';
import { inSight } from './in-sight.js';

type ApplicationRow = typeof applications.$inferSelect;
type WorksRow = typeof works.$inferSelect;

/**
 * Null where there is none, or where it is out of sight. `forUpdate` keeps others from changing it meanwhile, and its
 * works too, which other applications may share.
 */
export async function findApplication(
  db: Database,
  id: string,
  { forUpdate = false, ...sight }: Partial<Sight> & { forUpdate?: boolean },
): Promise<Application | null> {
  const query = db
    .select()
    .from(applications)
    .innerJoin(works, eq(works.id, applications.worksId))
    .where(and(eq(applications.id, id), inSight(sight)));
  const [row] = forUpdate ? await query.for('update', { of: [applications, works] }) : await query;
  if (!row) return null;
  const requests = await requestsOf(db, [id]);
  return toApplication(row.applications, row.works, requests.get(id) ?? []);
}

export interface ListFilter {
  sight: Sight;
  branch: string | null;
  status: ApplicationStatus | null;
  externalReference: string | null;
  before: { createdAt: Date; id: string } | null;
  limit: number;
}

export async function listApplications(db: Database, filter: ListFilter): Promise<Application[]> {
  const rows = await db
    .select()
    .from(applications)
    .innerJoin(works, eq(works.id, applications.worksId))
    .where(sql`${applications.id} in (select id from (${pageOf(filter)}) page)`)
    .orderBy(desc(applications.createdAt), desc(applications.id));
  const requests = await requestsOf(
    db,
    rows.map((row) => row.applications.id),
  );
  return rows.map((row) => toApplication(row.applications, row.works, requests.get(row.applications.id) ?? []));
}

function pageOf({ sight, branch, status, externalReference, before, limit }: ListFilter): SQL {
  const order = sql`created_at desc, id desc`;
  const where = and(
    inSight({ contractorId: sight.contractorId }),
    status === null ? undefined : eq(applications.status, status),
    // As the indexes of what is unusual say it.
    status === null || status === 'completed' ? undefined : ne(applications.status, sql`'completed'`),
    externalReference === null ? undefined : eq(applications.externalReference, externalReference),
    before === null ? undefined : earlierThan(before, applications.createdAt, applications.id),
  );
  return eachBranch(branchesAsked(sight, branch), applications.branch, {
    ...{ order, limit },
    pageOf: (ofBranch) =>
      sql`select id, created_at from applications where ${and(where, ofBranch) ?? sql`true`} order by ${order} limit ${limit}`,
  });
}

/** Writes what changed of the application and its requests, and counts its version up. */
export async function saveApplication(db: Database, application: Application, now: Date): Promise<Application> {
  const [saved] = await db
    .update(applications)
    .set({
      branch: application.branch,
      facts: application.facts,
      externalReference: application.externalReference,
      submittedAt: application.submittedAt,
      receiptNumber: application.receiptNumber,
      underwriter: application.underwriter,
      messageToContractor: application.messageToContractor,
      updatedAt: now,
      version: sql`${applications.version} + 1`,
    })
    .where(eq(applications.id, application.id))
    .returning({ version: applications.version });
  await db
    .delete(guaranteeRequests)
    .where(
      and(
        eq(guaranteeRequests.applicationId, application.id),
        sql`${guaranteeRequests.kind} <> all(${sql.param(application.requests.map((r) => r.kind))})`,
      ),
    );
  await saveRequests(db, application.id, application.requests);
  return { ...application, version: saved!.version, updatedAt: now };
}

/** `8-000012`: of the fiscal year 令和8年度. */
export async function drawReceiptNumber(db: Database, today: CalendarDay): Promise<string> {
  const [drawn] = await db.execute<{ serial: string }>(sql`select nextval('application_receipts') as serial`);
  return `${reiwaYearOf(fiscalYearOf(today))}-${drawn!.serial.padStart(6, '0')}`;
}

export async function saveRequests(db: Database, applicationId: string, requests: GuaranteeRequest[]): Promise<void> {
  await db
    .insert(guaranteeRequests)
    .values(
      requests.map((request) => ({
        applicationId,
        kind: request.kind,
        form: request.asked.form,
        asked: request.asked,
        status: request.status,
        message: request.message,
        fee: request.approved?.fee ?? null,
        terms: request.approved?.terms ?? null,
        approvedBy: request.approved?.by ?? null,
        approvedAt: request.approved?.at ?? null,
        referredBy: request.referred?.by ?? null,
        referredAt: request.referred?.at ?? null,
        guaranteeNumber: request.guaranteeNumber,
      })),
    )
    .onConflictDoUpdate({
      target: [guaranteeRequests.applicationId, guaranteeRequests.kind],
      set: {
        form: sql`excluded.form`,
        asked: sql`excluded.asked`,
        status: sql`excluded.status`,
        message: sql`excluded.message`,
        fee: sql`excluded.fee`,
        terms: sql`excluded.terms`,
        approvedBy: sql`excluded.approved_by`,
        approvedAt: sql`excluded.approved_at`,
        referredBy: sql`excluded.referred_by`,
        referredAt: sql`excluded.referred_at`,
        guaranteeNumber: sql`excluded.guarantee_number`,
      },
    });
}

async function requestsOf(db: Database, applicationIds: string[]): Promise<Map<string, GuaranteeRequest[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(guaranteeRequests)
    .where(inArray(guaranteeRequests.applicationId, applicationIds))
    .orderBy(asc(guaranteeRequests.kind));
  const byApplication = new Map<string, GuaranteeRequest[]>(applicationIds.map((id) => [id, []]));
  for (const row of rows) byApplication.get(row.applicationId)?.push(toRequest(row));
  return byApplication;
}

function toRequest(row: typeof guaranteeRequests.$inferSelect): GuaranteeRequest {
  const { kind, asked, status, message, guaranteeNumber, fee, terms, approvedBy, approvedAt, referredBy, referredAt } =
    row;
  const approved = fee && terms && approvedBy && approvedAt ? { fee, terms, by: approvedBy, at: approvedAt } : null;
  const referred = referredBy && referredAt ? { by: referredBy, at: referredAt } : null;
  return { kind, asked, status, message, guaranteeNumber, approved, referred };
}

function toApplication(row: ApplicationRow, worksRow: WorksRow, requests: GuaranteeRequest[]): Application {
  const { worksId: _, status: __, ...own } = row;
  return { ...own, works: worksRow, requests };
}
