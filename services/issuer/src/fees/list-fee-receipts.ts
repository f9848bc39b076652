import type { CalendarDay, GuaranteeKind } from '@e-surety/domain';
import { and, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import { namesOf } from '../accounts/names.js';
import type { Database } from '../db/database.js';
import { branchesAsked, eachBranch } from '../each-branch.js';
import { earlierThan, isUuid, type TimeCursor } from '../paging.js';
import type { ReceiptMethod, RecordedReceiptSchema } from './schemas.js';

export type RecordedReceipt = Static<typeof RecordedReceiptSchema> & { cursor: TimeCursor };

/** 保証料の入金 of guarantees and of their changes, as they were recorded, the newest first. */
export async function listFeeReceipts(
  db: Database,
  { sight, branch, before, limit }: { sight: Sight; branch: string | null; before: TimeCursor | null; limit: number },
): Promise<RecordedReceipt[]> {
  const order = sql`recorded_at desc, id desc`;
  const page = eachBranch(branchesAsked(sight, branch), sql`f.branch`, {
    ...{ order, limit },
    pageOf: (ofBranch) => {
      const firstOf = ({ select, id }: (typeof receipts)[number]) => {
        const where = and(before === null ? sql`true` : earlierThan(before, sql`f.recorded_at`, id), ofBranch);
        return sql`(${select} where ${where} order by f.recorded_at desc, ${id} desc limit ${limit})`;
      };
      return sql`select * from (${sql.join(receipts.map(firstOf), sql` union all `)}) receipts order by ${order} limit ${limit}`;
    },
  });
  const rows = await db.execute<Row>(page);
  const names = await namesOf(
    db,
    rows.map((row) => row.recorded_by),
  );
  return rows.map((row) => present(row, names));
}

/** An application's id and a kind, or a change's id. */
export const isReceiptId = (text: string): boolean =>
  /^[0-9a-f-]{36}(\/[a-z_]+)?$/.test(text) && isUuid(text.slice(0, 36));

/** Of guarantees and of changes; `id` as their indexes have it. Each is cut off by itself: only so its index says what comes first. */
const receipts = [
  {
    id: sql`(f.application_id::text || '/' || f.kind)`,
    select: sql`
      select f.application_id::text || '/' || f.kind as id, f.application_id, f.kind, null::uuid as change_id, q.guarantee_number,
        a.contractor_id, c.name as contractor_name, w.facts ->> 'name' as works_name, f.branch,
        f.amount, f.refundable, f.received_on::text as received_on, f.method, f.reference, f.recorded_by, f.recorded_at
      from fee_receipts f
      join guarantee_requests q on q.application_id = f.application_id and q.kind = f.kind
      join applications a on a.id = f.application_id
      join works w on w.id = a.works_id
      join contractors c on c.id = a.contractor_id`,
  },
  {
    id: sql`f.change_request_id::text`,
    select: sql`
      select f.change_request_id::text, g.application_id, g.kind, h.id, g.guarantee_number,
        a.contractor_id, c.name, w.facts ->> 'name', f.branch,
        f.amount, f.refundable, f.received_on::text, f.method, f.reference, f.recorded_by, f.recorded_at
      from change_fee_receipts f
      join change_requests h on h.id = f.change_request_id
      join guarantees g on g.guarantee_number = h.guarantee_number
      join applications a on a.id = g.application_id
      join works w on w.id = a.works_id
      join contractors c on c.id = a.contractor_id`,
  },
];

interface Row extends Record<string, unknown> {
  id: string;
  application_id: string;
  kind: GuaranteeKind;
  change_id: string | null;
  guarantee_number: string | null;
  contractor_id: string;
  contractor_name: string;
  works_name: string;
  branch: string;
  /** As PostgreSQL writes a bigint. */
  amount: string;
  refundable: string;
  received_on: CalendarDay;
  method: ReceiptMethod;
  reference: string;
  recorded_by: string;
  recorded_at: string | Date;
}

function present(row: Row, names: Map<string, string>): RecordedReceipt {
  const [amount, refundable] = [Number(row.amount), Number(row.refundable)];
  const recordedAt = new Date(row.recorded_at);
  return {
    ...{ applicationId: row.application_id, kind: row.kind, changeRequestId: row.change_id },
    guaranteeNumber: row.guarantee_number,
    contractor: { id: row.contractor_id, name: row.contractor_name },
    ...{ worksName: row.works_name, branch: row.branch, amount, fee: amount - refundable, refundable },
    ...{ receivedOn: row.received_on, method: row.method, reference: row.reference },
    recordedBy: names.get(row.recorded_by)!,
    recordedAt: recordedAt.toISOString(),
    cursor: { createdAt: recordedAt, id: row.id },
  };
}
