import type { Static } from 'typebox';
import { attachedTypes } from '../attachments/store.js';
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
  const [judgements, attached] = [
    await listJudgements(db, application.id),
    await attachedTypes(db, { applicationId: application.id }),
  ];
  const body = presentApplication(application, context, { judgements, attached });
  return { status, body, etag: etagOf(application.version) };
}
