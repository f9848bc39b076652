import type { CalendarDay, CertificateForm, GuaranteeKind, GuaranteeStatus } from '@e-surety/domain';
import { and, eq, gt, isNotNull, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { Sight } from '../accounts/caller.js';
import type { Database } from '../db/database.js';
import { guarantees } from '../db/tables.js';
import { branchesAsked, eachBranch } from '../each-branch.js';
import { earlierThan, type TimeCursor } from '../paging.js';
import { containing, numberContains } from '../searched.js';
import { keysOf } from './search-keys.js';
import { statusIs } from './status-is.js';

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
  before: TimeCursor | null;
  limit: number;
}

const newestFirst = sql`created_at desc, guarantee_number desc`;
/** Those that have been issued: what is still being issued is seen as an application. */
const issued = isNotNull(guarantees.issuedAt);

/**
 * The numbers of one page, the newest first. An index in the order of the list is walked where one is; what none has in this order is
 * looked for day by day of issue, or week by week, until the page is full. Nothing reads all that was ever issued.
 */
export async function numbersOfPage(db: Database, filter: GuaranteeFilter, today: CalendarDay): Promise<string[]> {
  const rows = await db.execute<{ guarantee_number: string }>(pageOf(filter, today));
  return rows.map((row) => row.guarantee_number);
}

function pageOf(filter: GuaranteeFilter, today: CalendarDay): SQL {
  const { q, status, orderer, limit, sight } = filter;
  const branches = branchesAsked(sight, filter.branch);
  const ofContractor = sight.contractorId === null ? undefined : eq(guarantees.contractorId, sight.contractorId);
  const whose = and(
    ofContractor,
    branches === null ? undefined : sql`${guarantees.branch} = any(${sql.param([...branches])})`,
  );
  const filtered = and(issued, ...conditionsOf(filter));
  const few = filter.externalReference !== null || filter.updatedAfter !== null || filter.delivery === 'waiting';
  if (!few) {
    // Who asks for one orderer's within their own scope may find few or none among very many of either.
    const byKeys = q !== null || (orderer !== null && (status !== null || branches !== null || ofContractor));
    const keys = byKeys ? keysOf(q, filter, branches) : null;
    if (keys !== null) return searched(keys, and(filtered, isOf(status, today)), filter, today);
    const ofStatus = and(issued, whose, isOf(status, today));
    if (status === 'in_force' || status === 'expired') return dayByDay(ofStatus, filtered, filter);
    if (status === 'not_yet_in_force') return first(sql`${only(ofStatus)} where ${filtered}`, limit);
  }
  const where = and(filtered, isOf(status, today), ofContractor);
  return eachBranch(branches, guarantees.branch, {
    ...{ order: newestFirst, limit },
    pageOf: (ofBranch) => first(sql`guarantees where ${and(where, ofBranch)}`, limit),
  });
}

const first = (from: SQL, limit: number): SQL =>
  sql`select guarantee_number, created_at from ${from} order by ${newestFirst} limit ${limit}`;

/** Found by this alone: no index of another condition, nor that of the order, is followed through all others. */
const only = (where: SQL | undefined): SQL => sql`(select * from guarantees where ${where} offset 0) guarantees`;

function dayByDay(
  ofStatus: SQL | undefined,
  filtered: SQL | undefined,
  { sight, before, limit }: GuaranteeFilter,
): SQL {
  return sql`${boundsOf(sight, before)}
    select page.guarantee_number
      from (select place, last - place as day from bounds, generate_series(0, last - first) place order by place) days
     cross join lateral (${first(sql`${only(and(sql`created_on = days.day`, ofStatus))} where ${filtered}`, limit)}) page
     order by place, ${newestFirst} limit ${limit}`;
}

function searched(
  keys: (week: SQL) => SQL,
  where: SQL | undefined,
  { sight, status, before, limit }: GuaranteeFilter,
  today: CalendarDay,
): SQL {
  return sql`${boundsOf(sight, before)}
    select page.guarantee_number
      from (select place, (last - date '1970-01-01') / 7 - place as week
              from bounds, generate_series(0, (last - date '1970-01-01') / 7 - (first - date '1970-01-01') / 7) place order by place) weeks
     cross join lateral (${first(sql`${only(and(issued, keys(sql`weeks.week::text`)))} where ${where}`, limit)}) page
     where ${mayHave(status, today)}
     order by place, ${newestFirst} limit ${limit}`;
}

/** Whether a week has any whose period has ended, or has not: most weeks have either none or nothing else. */
function mayHave(status: GuaranteeStatus | null, today: CalendarDay): SQL {
  if (status === null || status === 'cancelled' || status === 'void') return sql`true`;
  const ended = status === 'expired' ? sql`period_to < ${today}` : sql`period_to >= ${today}`;
  return sql`exists (select from generate_series(0, 6) n where exists (
    select from guarantees where issued_at is not null and created_on = date '1970-01-01' + weeks.week * 7 + n and ${ended}))`;
}

/** The days of issue between which a list lies. */
const boundsOf = ({ contractorId }: Sight, before: TimeCursor | null): SQL =>
  sql`with bounds as (
    select coalesce(${sql.param(before?.createdAt.toISOString().slice(0, 10) ?? null)}::date, max(created_on)) as last, min(created_on) as first
      from guarantees where ${and(issued, contractorId === null ? undefined : eq(guarantees.contractorId, contractorId))})`;

const isOf = (status: GuaranteeStatus | null, today: CalendarDay): SQL | undefined =>
  status === null
    ? undefined
    : and(
        statusIs(status, today),
        // As the index of these says it.
        status === 'cancelled' || status === 'void' ? ne(guarantees.status, sql`'in_force'`) : undefined,
      );

function conditionsOf(filter: GuaranteeFilter): (SQL | undefined)[] {
  const { form, kind, orderer, delivery, externalReference, updatedAfter, q, before } = filter;
  return [
    form === null ? undefined : eq(guarantees.form, form),
    kind === null ? undefined : eq(guarantees.kind, kind),
    orderer === null ? undefined : eq(guarantees.orderer, orderer),
    delivery === 'waiting' ? sql`${guarantees.awaitsDispatch}` : undefined,
    delivery === 'dispatched' ? and(eq(guarantees.form, 'paper'), not(sql`${guarantees.awaitsDispatch}`)) : undefined,
    externalReference === null ? undefined : isReferredTo(externalReference),
    updatedAfter === null ? undefined : gt(guarantees.updatedAt, updatedAfter),
    q === null
      ? undefined
      : or(numberContains(guarantees.guaranteeNumber, q), sql`${guarantees.searchText} like ${containing(q)}`),
    before === null ? undefined : earlierThan(before, guarantees.createdAt, guarantees.guaranteeNumber),
  ];
}

const isReferredTo = (externalReference: string): SQL => sql`${guarantees.guaranteeNumber} = any(array(
  select guarantee_number from guarantees where external_reference = ${externalReference}
  union select g.guarantee_number from applications a join guarantees g on g.application_id = a.id
         where a.external_reference = ${externalReference}))`;
