import type { Static } from 'typebox';
import type { Database } from '../db/database.js';
import type { Answer } from '../idempotency/idempotently.js';
import { etagOf } from '../if-match.js';
import type { Application } from './application.js';
import { loadContext } from './load-context.js';
import { presentApplication } from './present.js';
import { listJudgements } from './rule-judgements.js';
import type { ApplicationSchema } from './schemas.js';

/** An application as every operation on it answers it. */
export async function answerOf(
  db: Database,
  status: number,
  application: Application,
  now: Date,
): Promise<Answer<Static<typeof ApplicationSchema>>> {
  const context = await loadContext(db, application, now);
  const judgements = await listJudgements(db, application.id);
  return { status, body: presentApplication(application, context, judgements), etag: etagOf(application.version) };
}
