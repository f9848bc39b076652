import type { GuaranteeNumber } from '@e-surety/domain';
import { lockByName } from '@e-surety/service-kit/postgres';
import { eq } from 'drizzle-orm';
import { pendingReplacement } from '../changes/pending-replacement.js';
import type { Database } from '../db/database.js';
import { guarantees } from '../db/tables.js';
import type { World } from '../world.js';
import { readyRevision } from './ready-revision.js';
import { settleKeyReplacement } from './settle-key-replacement.js';
import { settleRevision } from './settle-revision.js';

/**
 * Steps 4 to 6, for all that is ready of one guarantee. Its envelopes form a chain, each naming the one before it, so at most
 * one may be sealed and not yet confirmed; whoever comes here first brings to its end what another had begun.
 */
export async function settleEnvelopes(world: World, guaranteeNumber: GuaranteeNumber): Promise<void> {
  while (await settleNext(world, guaranteeNumber));
}

/** One envelope, in a transaction of its own that nobody else has for this guarantee; false when none is left. */
function settleNext(world: World, guaranteeNumber: GuaranteeNumber): Promise<boolean> {
  return world.db.transaction(async (tx) => {
    await alone(tx, guaranteeNumber);
    const [guarantee] = await tx.select().from(guarantees).where(eq(guarantees.guaranteeNumber, guaranteeNumber));
    const revision = await readyRevision(tx, guarantee!);
    const replacement = await pendingReplacement(tx, guaranteeNumber);
    // What is sealed already names its place in the chain; otherwise a leaked key is replaced first.
    if (revision && (revision.deposit || !replacement)) {
      await settleRevision(world, tx, guarantee!, revision);
      return true;
    }
    if (replacement) {
      await settleKeyReplacement(world, tx, guarantee!, replacement);
      return true;
    }
    return false;
  });
}

async function alone(tx: Database, guaranteeNumber: GuaranteeNumber): Promise<void> {
  await lockByName(tx, `envelopes of ${guaranteeNumber}`);
}
