import type { CalendarDay, CertificateForm, ChangeType, GuaranteeKind, GuaranteeRequestState } from '@e-surety/domain';
import { and, or, type SQL, sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import type { Sight } from '../accounts/caller.js';
import { namesOf } from '../accounts/names.js';
import type { Database } from '../db/database.js';
import { isUuid, type TimeCursor } from '../paging.js';
import { containing, numberContains } from '../searched.js';
import { openCases } from './open-cases.js';
import type { CaseSchema, caseTypes } from './schemas.js';

export interface CaseFilter {
  sight: Sight;
  /** Who asks: `mine` are those that they have claimed. */
  actor: string;
  branch: string | null;
  type: (typeof caseTypes)[number] | null;
  status: GuaranteeRequestState | null;
  mine: boolean;
  awaitsReply: boolean;
  q: string | null;
  after: TimeCursor | null;
  limit: number;
}

export type Case = Static<typeof CaseSchema> & { cursor: TimeCursor };

/** The longest waiting first: whoever works off the list from its top lets nobody wait longer than another. */
export async function listCases(db: Database, filter: CaseFilter): Promise<Case[]> {
  const rows = await db.execute<Row>(sql`
    select * from (${openCases}) cases
    where ${conditionOf(filter)}
    order by submitted_at, id limit ${filter.limit}`);
  const names = await namesOf(
    db,
    rows.flatMap(({ underwriter, referred_by }) => [underwriter, referred_by].filter((actor) => actor !== null)),
  );
  return rows.map((row) => present(row, names, filter.actor));
}

/** Of a guarantee that is asked for it is the application's id and the kind, of a change its own. */
export const isCaseId = (text: string): boolean =>
  /^[0-9a-f-]{36}(\/[a-z_]+)?$/.test(text) && isUuid(text.slice(0, 36));

function conditionOf({ sight, actor, branch, type, status, mine, awaitsReply, q, after }: CaseFilter): SQL {
  return and(
    sql`true`,
    sight.branches === null ? undefined : sql`branch = any(${sql.param([...sight.branches])})`,
    branch === null ? undefined : sql`branch = ${branch}`,
    type === null ? undefined : sql`type = ${type}`,
    status === null ? undefined : sql`status = ${status}`,
    mine ? sql`underwriter = ${actor}` : undefined,
    awaitsReply ? sql`awaits_reply` : undefined,
    q === null
      ? undefined
      : or(
          sql`concat_ws(E'\\n', contractor_name, orderer_name, works_name) like ${containing(q)}`,
          numberContains(sql`guarantee_number`, q),
          numberContains(sql`receipt_number`, q),
        ),
    after === null ? undefined : sql`(submitted_at, id) > (${after.createdAt.toISOString()}::timestamptz, ${after.id})`,
  )!;
}

interface Row extends Record<string, unknown> {
  id: string;
  type: (typeof caseTypes)[number];
  status: GuaranteeRequestState;
  application_id: string;
  kind: GuaranteeKind;
  form: CertificateForm;
  guarantee_number: string | null;
  change_id: string | null;
  change_type: ChangeType | null;
  contractor_id: string;
  contractor_name: string;
  orderer: string;
  orderer_name: string;
  works_name: string;
  branch: string;
  /** As PostgreSQL writes a bigint. */
  amount: string;
  underwriter: string | null;
  referred_by: string | null;
  pay_by: CalendarDay | null;
  message: string | null;
  receipt_number: string | null;
  awaits_reply: boolean;
  submitted_at: string | Date;
}

function present(row: Row, names: Map<string, string>, actor: string): Case {
  const nameOf = (who: string | null) => (who === null ? null : names.get(who)!);
  const submittedAt = new Date(row.submitted_at);
  return {
    ...{ type: row.type, status: row.status, applicationId: row.application_id, kind: row.kind, form: row.form },
    ...{ receiptNumber: row.receipt_number, guaranteeNumber: row.guarantee_number },
    change: row.change_id === null ? null : { id: row.change_id, type: row.change_type! },
    contractor: { id: row.contractor_id, name: row.contractor_name },
    orderer: { code: row.orderer, name: row.orderer_name },
    ...{ worksName: row.works_name, branch: row.branch, amount: Number(row.amount) },
    claimedBy: nameOf(row.underwriter),
    mine: row.underwriter === actor,
    firstApprovalBy: nameOf(row.referred_by),
    ...{ payBy: row.pay_by, message: row.message, awaitsReply: row.awaits_reply },
    submittedAt: submittedAt.toISOString(),
    cursor: { createdAt: submittedAt, id: row.id },
  };
}
