import { eq } from 'drizzle-orm';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { webhookEndpoints } from '../db/tables.js';
import type { EndpointRow } from './store.js';

/** With all that was on its way to it. The feed still has everything. */
export async function removeWebhookEndpoint(
  tx: Database,
  { actor }: Applicant,
  { id }: EndpointRow,
  now: Date,
): Promise<void> {
  await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  await recordAct(tx, { at: now, actor, act: 'remove_webhook_endpoint', subject: `webhook:${id}` });
}
