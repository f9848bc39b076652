import type { GuaranteeKind } from '@e-surety/domain';
import type { Database } from '../db/database.js';
import type { World } from '../world.js';
import { Held } from './held.js';
import { holdIssue } from './hold-issue.js';
import { numberGuarantee } from './number-guarantee.js';
import { prepareRevision } from './prepare-revision.js';
import { settleEnvelopes } from './settle-envelopes.js';

/**
 * The issuance cycle of a 当初, in six steps (docs/issuance-cycle.md). Each stores its product before the next begins and goes on
 * with what is stored, so that it can be killed anywhere and taken up again. `tx` holds the claim on the task.
 */
export async function issueCertificate(
  world: World,
  { applicationId, kind }: { applicationId: string; kind: GuaranteeKind },
  tx: Database,
): Promise<void> {
  try {
    const guaranteeNumber = await numberGuarantee(world, applicationId, kind);
    await prepareRevision(world, { guaranteeNumber, revision: 0 });
    await settleEnvelopes(world, guaranteeNumber);
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    await holdIssue(tx, { applicationId, kind, reason: error.message }, world.now());
  }
}
