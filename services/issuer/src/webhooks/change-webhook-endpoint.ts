import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { World } from '../world.js';
import { demandUrl } from './demand-url.js';
import type { WebhookEndpointPatch } from './schemas.js';
import { type EndpointRow, saveEndpoint } from './store.js';

/** Another address, another choice of events, off or on again. What waited while it was off is sent when it is on. */
export async function changeWebhookEndpoint(
  tx: Database,
  { webhookTargets }: Pick<World, 'webhookTargets'>,
  { actor }: Applicant,
  endpoint: EndpointRow,
  { enabled, ...patch }: Static<typeof WebhookEndpointPatch>,
  now: Date,
): Promise<EndpointRow> {
  if (patch.url !== undefined) demandUrl(patch.url, webhookTargets);
  const switched = enabled === undefined ? {} : switchedTo(enabled, endpoint, now);
  const detail = { ...patch, ...(patch.url !== undefined && { url: new URL(patch.url).host }), enabled };
  const subject = `webhook:${endpoint.id}`;
  await recordAct(tx, { at: now, actor, act: 'change_webhook_endpoint', subject, detail });
  return saveEndpoint(tx, endpoint.id, { ...patch, ...switched }, now);
}

function switchedTo(enabled: boolean, { disabledAt }: EndpointRow, now: Date): Partial<EndpointRow> {
  if (enabled) return { disabledAt: null, disabledBecause: null };
  return disabledAt === null ? { disabledAt: now, disabledBecause: 'by_request' } : {};
}
