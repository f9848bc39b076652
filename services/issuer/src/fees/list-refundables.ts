import { type CalendarDay, type GuaranteeKind, type Yen, yen } from '@e-surety/domain';
import { eq, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import { inSight } from '../applications/in-sight.js';
import type { Database } from '../db/database.js';
import { applications } from '../db/tables.js';
import type { TimeCursor } from '../paging.js';
import type { ReceiptMethod, RefundableSchema } from './schemas.js';

export interface Refundable extends Static<typeof RefundableSchema> {
  cursor: TimeCursor;
}

/** 返還: what was paid above a fee, for an issue that was taken back, or before a change that costs less; the newest first. */
export async function listRefundables(
  db: Database,
  { sight, branch, before, limit }: { sight: Sight; branch: string | null; before: TimeCursor | null; limit: number },
): Promise<Refundable[]> {
  const rows = await db.execute<Row>(sql`
    select r.*, c.id as contractor_id, c.name as contractor_name, w.facts ->> 'name' as works_name, applications.branch
    from refundables r
    join applications on applications.id = r.application_id
    join contractors c on c.id = applications.contractor_id
    join works w on w.id = applications.works_id
    where ${inSight(sight) ?? sql`true`}
      and ${branch === null ? sql`true` : eq(applications.branch, branch)}
      and ${before === null ? sql`true` : sql`(r.recorded_at, r.id) < (${before.createdAt.toISOString()}::timestamptz, ${before.id})`}
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
  const [amount, fee] = [row.paid, row.fee].map((text): Yen => yen(Number(text))) as [Yen, Yen];
  const { reason, kind, revision, method, reference, branch } = row;
  const recordedAt = new Date(row.recorded_at);
  return {
    ...{ reason, kind, revision, method, reference, branch, amount, fee, refundable: yen(amount - fee) },
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
