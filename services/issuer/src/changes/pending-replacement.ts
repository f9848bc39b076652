import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { keyReplacements } from '../db/tables.js';

export type KeyReplacementRow = typeof keyReplacements.$inferSelect;

/** A key replacement that D-Sure has neither confirmed nor refused. */
export const isPending = and(isNull(keyReplacements.confirmedAt), isNull(keyReplacements.refusal));

export async function pendingReplacement(db: Database, guaranteeNumber: string): Promise<KeyReplacementRow | null> {
  const [row] = await db
    .select()
    .from(keyReplacements)
    .where(and(eq(keyReplacements.guaranteeNumber, guaranteeNumber), isPending));
  return row ?? null;
}
