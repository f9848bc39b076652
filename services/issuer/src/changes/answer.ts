import type { Static } from 'typebox';
import type { Database } from '../db/database.js';
import type { Answer } from '../idempotency/idempotently.js';
import { etagOf } from '../if-match.js';
import { missingPapers } from './change-papers.js';
import type { ChangeRequest } from './change-request.js';
import { presentChange } from './present.js';
import type { ChangeRequestSchema } from './schemas.js';

/** A change as every operation on it answers it. */
export async function answerOf(
  db: Database,
  status: number,
  change: ChangeRequest,
): Promise<Answer<Static<typeof ChangeRequestSchema>>> {
  return { status, body: await withMissing(db, change), etag: etagOf(change.version) };
}

/** As long as something can still be changed or decided, with the papers that it lacks. */
export async function withMissing(db: Database, change: ChangeRequest): Promise<Static<typeof ChangeRequestSchema>> {
  const open = ['submitted', 'returned', 'under_review', 'awaiting_second_approval'].includes(change.status);
  return presentChange(change, open ? await missingPapers(db, change) : []);
}
