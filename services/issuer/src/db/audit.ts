import type { Database } from './database.js';
import { auditTrail } from './tables.js';

/** Who did what to what, when. `detail` never holds a key, password or token. */
export async function recordAct(
  db: Database,
  act: { at: Date; actor: string; act: string; subject: string; detail?: Record<string, unknown> },
): Promise<void> {
  await db.insert(auditTrail).values({ detail: {}, ...act });
}
