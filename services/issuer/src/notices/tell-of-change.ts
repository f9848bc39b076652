import type { ChangeRequest } from '../changes/change-request.js';
import type { Database } from '../db/database.js';
import { askFor } from '../outbox/ask-for.js';
import type { ChangeEvent } from './change-notice.js';

/** Asks for the mail that tells a contractor of its change, with what was said of it at this moment. */
export function tellOfChange(
  tx: Database,
  { id, version, asked, message }: ChangeRequest,
  event: ChangeEvent,
  now: Date,
): Promise<void> {
  const said = { type: asked.type, message };
  return askFor(tx, { topic: 'send_change_notice', changeRequestId: id, event, version, said }, now);
}
