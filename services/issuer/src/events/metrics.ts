import { Gauge, type Registry } from '@e-surety/service-kit/metrics';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { readTogether } from '../metrics.js';

/** Whether what happens reaches those who are to know: read from the database each time, so that every instance says the same. */
export function addEventMetrics(registry: Registry, db: Database): void {
  const registers = [registry];
  const found = readTogether(() => read(db));
  new Gauge({
    name: 'issuer_webhook_deliveries',
    help: 'Deliveries to webhook endpoints: due, waiting for their next attempt, given up',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset();
      const now = await found();
      for (const state of ['due', 'waiting', 'failed'] as const) if (now) this.set({ state }, now[state]);
    },
  });
  new Gauge({
    name: 'issuer_webhook_age_seconds',
    help: 'How long the oldest delivery that was due is waiting',
    registers,
    async collect() {
      this.reset();
      const now = await found();
      if (now) this.set(now.age);
    },
  });
  new Gauge({
    name: 'issuer_dsure_feed_age_seconds',
    help: "Time since D-Sure's events were last fetched",
    registers,
    async collect() {
      this.reset();
      const now = await found();
      if (now && now.feed !== null) this.set(now.feed);
    },
  });
}

type Found = Record<'due' | 'waiting' | 'failed' | 'age', number> & { feed: number | null };

/** Null while the database is away: then these numbers are missing, and the others stand. What a switched-off endpoint waits for is not due. */
async function read(db: Database): Promise<Found | null> {
  const [found] = await db
    .execute<Found>(
      sql`
    select count(*) filter (where d.state = 'pending' and d.next_at <= now() and e.disabled_at is null)::int as due,
           count(*) filter (where d.state = 'pending' and (d.next_at > now() or e.disabled_at is not null))::int as waiting,
           count(*) filter (where d.state = 'failed')::int as failed,
           coalesce(extract(epoch from now() - min(d.next_at) filter (where d.state = 'pending' and d.next_at <= now() and e.disabled_at is null)), 0)::float8 as age,
           (select extract(epoch from now() - fetched_at)::float8 from dsure_feed) as feed
      from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
     where d.state <> 'delivered'`,
    )
    .catch(() => []);
  return found ?? null;
}
