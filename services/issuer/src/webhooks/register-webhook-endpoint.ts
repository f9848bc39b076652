import { randomUUID } from 'node:crypto';
import { lockByName } from '@e-surety/service-kit/postgres';
import type { Static } from 'typebox';
import type { Applicant } from '../accounts/caller.js';
import { recordAct } from '../db/audit.js';
import type { Database } from '../db/database.js';
import { webhookEndpoints } from '../db/tables.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';
import { demandUrl } from './demand-url.js';
import type { WebhookEndpointInput } from './schemas.js';
import { drawSecret } from './secrets.js';
import { type EndpointRow, endpointsOf } from './store.js';

const most = 10;

/** 通知先の登録: from now on what happens is sent there. */
export async function registerWebhookEndpoint(
  tx: Database,
  world: Pick<World, 'keyring' | 'entropy' | 'webhookTargets'>,
  { actor, contractorId }: Applicant,
  { url, description, eventTypes }: Static<typeof WebhookEndpointInput>,
  now: Date,
): Promise<EndpointRow> {
  demandUrl(url, world.webhookTargets);
  await lockByName(tx, `webhook endpoints of ${contractorId}`);
  if ((await endpointsOf(tx, contractorId)).length >= most) throw refuse('too_many_webhook_endpoints');
  const id = randomUUID();
  const [endpoint] = await tx
    .insert(webhookEndpoints)
    .values({
      ...{ id, contractorId, url, description, eventTypes, ...drawSecret(world, id) },
      ...{ createdBy: actor, createdAt: now, updatedAt: now },
    })
    .returning();
  const detail = { host: new URL(url).host, eventTypes };
  await recordAct(tx, { at: now, actor, act: 'register_webhook_endpoint', subject: `webhook:${id}`, detail });
  return endpoint!;
}
