import { type CalendarDay, type GuaranteeKind, type Yen, yen } from '@e-surety/domain';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import { inSight } from '../applications/in-sight.js';
import type { Database } from '../db/database.js';
import { applications } from '../db/tables.js';
import type { TimeCursor } from '../paging.js';
import type { ReceiptMethod, RefundableSchema } from './schemas.js';

export interface Refundable extends Static<typeof RefundableSchema> {
  refundable: Yen;
  cursor: TimeCursor;
}

/** 返還: what was paid above a fee, for an issue that was taken back, or before a change that costs less; the newest first. */
export async function listRefundables(
  db: Database,
  { sight, branch, before, limit }: { sight: Sight; branch: string | null; before: TimeCursor | null; limit: number },
): Promise<Refundable[]> {
  const where = and(
    inSight(sight),
    branch === null ? undefined : eq(applications.branch, branch),
    before === null
      ? undefined
      : sql`(r.recorded_at, r.id) < (${before.createdAt.toISOString()}::timestamptz, ${before.id})`,
  );
  return select(db, where, limit);
}

/** Null where it is none, or out of sight, or has been paid back whole. */
export async function findRefundable(db: Database, id: string, sight: Sight): Promise<Refundable | null> {
  const [found] = await select(db, and(inSight(sight), sql`r.id = ${id}`), 1);
  return found ?? null;
}

async function select(db: Database, where: SQL | undefined, limit: number): Promise<Refundable[]> {
  const rows = await db.execute<Row>(sql`
    select r.*, c.id as contractor_id, c.name as contractor_name, w.facts ->> 'name' as works_name, applications.branch
    from refundables r
    join applications on applications.id = r.application_id
    join contractors c on c.id = applications.contractor_id
    join works w on w.id = applications.works_id
    where ${where ?? sql`true`}
    order by r.recorded_at desc, r.id desc
    limit ${limit}`);
  return rows.map(refundableOf);
}

type Row = {
  id: string;
  reason: Static<typeof RefundableSchema>['reason'];
  application_id: string;
  kind: GuaranteeKind;
  guarantee_number: string | null;
  change_request_id: string | null;
  revision: number | null;
  paid: string;
  fee: string;
  refunded: string;
  received_on: CalendarDay | null;
  method: ReceiptMethod | null;
  reference: string | null;
  recorded_at: string;
  contractor_id: string;
  contractor_name: string;
  works_name: string;
  branch: string;
};

function refundableOf(row: Row): Refundable {
  const [amount, fee, refunded] = [row.paid, row.fee, row.refunded].map((text) => yen(Number(text))) as [Yen, Yen, Yen];
  const { reason, kind, revision, method, reference, branch } = row;
  const recordedAt = new Date(row.recorded_at);
  return {
    ...{ id: row.id, reason, kind, revision, method, reference, branch },
    ...{ amount, fee, refunded, refundable: yen(amount - fee - refunded) },
    applicationId: row.application_id,
    guaranteeNumber: row.guarantee_number,
    changeRequestId: row.change_request_id,
    contractor: { id: row.contractor_id, name: row.contractor_name },
    worksName: row.works_name,
    receivedOn: row.received_on,
    recordedAt: recordedAt.toISOString(),
    cursor: { createdAt: recordedAt, id: row.id },
  };
}
