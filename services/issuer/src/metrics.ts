import { Counter, createMetrics, Gauge, Histogram } from '@e-surety/service-kit/metrics';
import { sql } from 'drizzle-orm';
import type { Database } from './db/database.js';

export type TaskResult = 'done' | 'failed' | 'given_up';

/** The few numbers that matter. Labels are names that we chose: no number, no company, no person. */
export function createIssuerMetrics(db: Database) {
  const registry = createMetrics();
  const registers = [registry];
  const issued = new Counter({
    name: 'issuer_issued_total',
    help: 'Certificates that are concluded: acknowledged by D-Sure, or on paper',
    labelNames: ['kind', 'form', 'type'] as const,
    registers,
  });
  const tasks = new Counter({
    name: 'issuer_tasks_total',
    help: 'Attempts at tasks of the outbox, by what became of them',
    labelNames: ['topic', 'result'] as const,
    registers,
  });
  const lag = new Histogram({
    name: 'issuer_task_lag_seconds',
    help: 'From when a task could be done to its end; issue_certificate and issue_change: the lag of deposits',
    labelNames: ['topic'] as const,
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86_400],
    registers,
  });
  const found = readTogether(() => read(db));
  new Gauge({
    name: 'issuer_outbox_tasks',
    help: 'Tasks of the outbox: due, waiting for their time, given up (dead)',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset();
      const now = await found();
      for (const state of ['due', 'waiting', 'dead'] as const) if (now) this.set({ state }, now[state]);
    },
  });
  new Gauge({
    name: 'issuer_outbox_age_seconds',
    help: 'How long the oldest task that could be done is not, tried in vain or not tried; given up ones are left out',
    registers,
    async collect() {
      this.reset();
      const now = await found();
      if (now) this.set(now.age);
    },
  });
  new Gauge({
    name: 'issuer_unfinished_issues',
    help: 'Issues and changes that are under way (issuing) or wait for a person (held)',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset();
      const now = await found();
      for (const state of ['issuing', 'held'] as const) if (now) this.set({ state }, now[state]);
    },
  });
  return { registry, issued, tasks, lag };
}
export type IssuerMetrics = ReturnType<typeof createIssuerMetrics>;

type Found = Record<'issuing' | 'held' | 'due' | 'waiting' | 'dead' | 'age', number>;

/** One reading for all who ask at the same time. */
export function readTogether<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** Null while the database is away: then these numbers are missing, and the others stand. */
async function read(db: Database): Promise<Found | null> {
  const [found] = await db
    .execute<Found>(
      sql`
    with unfinished as (
      select status from guarantee_requests where status in ('issuing', 'held')
      union all select status from change_requests where status in ('issuing', 'held'))
    select (select count(*) from unfinished where status = 'issuing')::int as issuing,
           (select count(*) from unfinished where status = 'held')::int as held,
           count(*) filter (where dead_at is null and next_at <= now())::int as due,
           count(*) filter (where dead_at is null and next_at > now())::int as waiting,
           count(*) filter (where dead_at is not null)::int as dead,
           greatest(extract(epoch from now() - min(coalesce(due_at, created_at)) filter (where dead_at is null)), 0)::float8 as age
      from outbox`,
    )
    .catch(() => []);
  return found ?? null;
}
