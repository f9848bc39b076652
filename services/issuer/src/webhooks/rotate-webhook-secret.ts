import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import type { World } from '../world.js';
import { drawSecret } from './secrets.js';
import { type EndpointRow, saveEndpoint } from './store.js';

const overlapMs = 24 * 60 * 60 * 1000;

/** A new secret. For a day the one before it signs as well, so that the receiver can change over without a gap. */
export async function rotateWebhookSecret(
  tx: Database,
  world: Pick<World, 'keyring' | 'entropy'>,
  { actor }: Applicant,
  endpoint: EndpointRow,
  now: Date,
): Promise<EndpointRow> {
  const { id } = endpoint;
  const previous = {
    previousSecret: endpoint.secret,
    previousEncryption: endpoint.secretEncryption,
    previousUntil: new Date(now.getTime() + overlapMs),
  };
  await recordAct(tx, { at: now, actor, act: 'rotate_webhook_secret', subject: `webhook:${id}` });
  return saveEndpoint(tx, id, { ...drawSecret(world, id), ...previous }, now);
}
