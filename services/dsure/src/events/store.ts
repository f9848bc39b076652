import { randomUUID } from 'node:crypto';
import type { CalendarDay, GuaranteeNumber } from '@e-surety/domain';
import type { FeedPlace } from '@e-surety/service-kit/feed';
import type { Database, Postgres, Transaction } from '@e-surety/service-kit/postgres';
import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { RecordedAcknowledgement } from '../acknowledgements/store.js';
import { acknowledgements, type EventType, events } from '../db/tables.js';

interface NewEvent {
  type: EventType;
  guaranteeNumber: GuaranteeNumber;
  revision: number;
  acknowledgementId?: string;
  at: Date;
}

/** In the transaction of what it tells of. */
export async function addEvent(tx: Transaction, event: NewEvent): Promise<void> {
  const { type, guaranteeNumber, revision, acknowledgementId = null, at } = event;
  await tx.execute(sql`
    insert into events (id, issuer_id, type, guarantee_number, revision, acknowledgement_id, at)
    select ${randomUUID()}, issuer_id, ${type}, guarantee_number, ${revision}, ${acknowledgementId}, ${at.toISOString()}
      from guarantees where guarantee_number = ${guaranteeNumber}`);
}

export interface Reading {
  guaranteeNumber: GuaranteeNumber;
  revision: number;
  keyGeneration: number;
  day: CalendarDay;
  at: Date;
}

/**
 * The same for a reader who waits: a certificate that was found and verified is shown, whatever becomes of the note that it was. What
 * fails is told to those who operate, and the next reading of the day is noted instead.
 */
export function recordReadingIfPossible(record: RecordReading, tellLoss: (error: unknown) => void): RecordReading {
  return (reading) => record(reading).catch(tellLoss);
}

/** One statement; of readings that race, one becomes the event of the day. */
export type RecordReading = (reading: Reading) => Promise<void>;

export function recordReading({ sql }: Pick<Postgres, 'sql'>): RecordReading {
  return async ({ guaranteeNumber, revision, keyGeneration, day, at }) => {
    await sql`
      with first as (
        update guarantees set viewed_on = ${day}
         where guarantee_number = ${guaranteeNumber} and revision = ${revision} and key_generation = ${keyGeneration}
           and viewed_on is distinct from ${day}
        returning issuer_id, guarantee_number, revision
      )
      insert into events (id, issuer_id, type, guarantee_number, revision, at)
      select ${randomUUID()}, issuer_id, 'certificate.viewed', guarantee_number, revision, ${at.toISOString()} from first`;
  };
}

const { submissionDigest: _, ...declared } = getTableColumns(acknowledgements);

export interface EventRow {
  event: typeof events.$inferSelect;
  acknowledgement: RecordedAcknowledgement | null;
}

/** Those that have their place in the feed, of one issuer, in the order of their places. */
export async function eventsOf(db: Database, issuerId: string, after: number, limit: number): Promise<EventRow[]> {
  return db
    .select({ event: events, acknowledgement: declared })
    .from(events)
    .leftJoin(acknowledgements, eq(acknowledgements.id, events.acknowledgementId))
    .where(and(eq(events.issuerId, issuerId), gt(events.position, after)))
    .orderBy(asc(events.position))
    .limit(limit);
}

export async function isPlaceOf(db: Database, issuerId: string, { position, id }: FeedPlace): Promise<boolean> {
  const rows = await db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.position, position), eq(events.id, id), eq(events.issuerId, issuerId)));
  return rows.length > 0;
}
