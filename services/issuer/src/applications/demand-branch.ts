import { invalidField } from '@e-surety/service-kit/problems';
import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { branches } from '../db/tables.js';

export async function demandBranch(db: Database, id: string, pointer = '/branch'): Promise<void> {
  const [branch] = await db.select({ id: branches.id }).from(branches).where(eq(branches.id, id));
  if (!branch)
    throw invalidField(pointer, 'unknown_branch', 'この申込送信先はありません。', 'GET /v1/branches にある id');
}
