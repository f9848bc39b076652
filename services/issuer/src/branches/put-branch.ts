import { eq } from 'drizzle-orm';
import type { Static } from 'typebox';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { branches } from '../db/tables.js';
import { demandPut } from '../if-match.js';
import type { BranchInput } from './schemas.js';

export type Branch = typeof branches.$inferSelect;

export async function findBranch(db: Database, id: string, { forUpdate = false } = {}): Promise<Branch | null> {
  const query = db.select().from(branches).where(eq(branches.id, id));
  const [branch] = forUpdate ? await query.for('update') : await query;
  return branch ?? null;
}

/** A new branch, or a known one with other particulars; its id stays, since applications were sent to it. */
export async function putBranch(
  db: Database,
  actor: string,
  { id, before, input }: { id: string; before: Branch | null; input: Static<typeof BranchInput> },
  now: Date,
): Promise<Branch> {
  const row = { ...input, id, version: (before?.version ?? 0) + 1 };
  const put = demandPut(
    before
      ? await db.update(branches).set(row).where(eq(branches.id, id)).returning()
      : await db.insert(branches).values(row).onConflictDoNothing().returning(),
  );
  await recordAct(db, { at: now, actor, act: 'put_branch', subject: `branch:${id}`, detail: { ...input } });
  return put;
}
