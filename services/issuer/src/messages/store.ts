import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { messages } from '../db/tables.js';

export type Message = typeof messages.$inferSelect;

export function listMessages(
  db: Database,
  { applicationId, before, limit }: { applicationId: string; before: number | null; limit: number },
): Promise<Message[]> {
  const earlier = before === null ? undefined : lt(messages.id, before);
  return db
    .select()
    .from(messages)
    .where(and(eq(messages.applicationId, applicationId), earlier))
    .orderBy(desc(messages.id))
    .limit(limit);
}

/** What was said last by one side; null where nothing was. */
export async function lastMessage(
  db: Database,
  applicationId: string,
  sentBy: Message['sentBy'],
): Promise<Message | null> {
  const [last] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.applicationId, applicationId), eq(messages.sentBy, sentBy)))
    .orderBy(desc(messages.id))
    .limit(1);
  return last ?? null;
}
