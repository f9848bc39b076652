import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** A statement of a service, and what of it is held before it is done: one boundary between two steps. */
export interface Boundary {
  database: 'issuer' | 'dsure';
  table: string;
  on: 'insert' | 'update' | 'delete';
  /** A condition on the row, in SQL: `new.product = 'deposit'`. */
  when?: string;
}

const lock = 4_201_001;

/**
 * Holds a service at a boundary from outside, by a trigger that waits for a lock: the service itself knows nothing of it, and
 * what it has done so far is what a crash there would leave.
 */
export async function holdAt(url: string, { table, on, when = 'true' }: Boundary): Promise<Hold> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const holder = await sql.reserve();
  await holder`select pg_advisory_lock(${lock})`;
  await sql.unsafe(`
    create or replace function hold_at_boundary() returns trigger language plpgsql as $$
    begin
      if ${when} then perform pg_advisory_xact_lock_shared(${lock}); end if;
      return coalesce(new, old);
    end $$;
    create or replace trigger hold_at_boundary before ${on} on ${table} for each row execute function hold_at_boundary();`);
  return {
    reached: async () => {
      const deadline = Date.now() + 30_000;
      while ((await waiting(sql)).length === 0) {
        if (Date.now() > deadline) throw new Error(`nothing came to ${on} on ${table}`);
        await sleep(20);
      }
    },
    release: async () => {
      // Whoever waits here lost its client: what it was about to do is not done.
      for (const pid of await waiting(sql)) await sql`select pg_terminate_backend(${pid})`;
      await sql.unsafe(`drop trigger hold_at_boundary on ${table}`);
      await holder`select pg_advisory_unlock(${lock})`;
      holder.release();
      await sql.end();
    },
    abandon: () => sql.end({ timeout: 0 }),
  };
}

export interface Hold {
  /** Returns when a service stands at the boundary. */
  reached(): Promise<void>;
  release(): Promise<void>;
  /** After PostgreSQL itself was killed: the lock is gone with it, the trigger waits for nobody. */
  abandon(): Promise<void>;
}

async function waiting(sql: postgres.Sql): Promise<number[]> {
  const rows = await sql<{ pid: number }[]>`
    select pid from pg_locks where locktype = 'advisory' and objid = ${lock} and not granted`;
  return rows.map(({ pid }) => pid);
}
