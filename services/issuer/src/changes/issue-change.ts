import type { Database } from '../db/database.js';
import { Held } from '../issuance/held.js';
import { prepareRevision } from '../issuance/prepare-revision.js';
import { settleEnvelopes } from '../issuance/settle-envelopes.js';
import type { World } from '../world.js';
import { holdChange } from './hold-change.js';
import { numberRevision } from './number-revision.js';

/** The issuance cycle of a later revision: the same steps as for the 当初, under the guarantee's own number and key. */
export async function issueChange(
  world: World,
  { changeRequestId }: { changeRequestId: string },
  tx: Database,
): Promise<void> {
  try {
    const certificate = await numberRevision(world, changeRequestId);
    if (certificate === null) return;
    await prepareRevision(world, certificate);
    await settleEnvelopes(world, certificate.guaranteeNumber);
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    await holdChange(tx, { id: changeRequestId, reason: error.message }, world.now());
  }
}
