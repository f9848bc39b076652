import { lt } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { passwordTokens } from '../db/tables.js';

/** Keeps the digest of a one-time link. Those whose time is over go with the next one that is made. */
export async function keepPasswordToken(
  db: Database,
  token: typeof passwordTokens.$inferInsert,
  now: Date,
): Promise<void> {
  await db.delete(passwordTokens).where(lt(passwordTokens.expiresAt, now));
  await db.insert(passwordTokens).values(token);
}
