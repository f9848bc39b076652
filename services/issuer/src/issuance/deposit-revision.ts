import type { Certificate } from '@e-surety/domain';
import type { Deposit } from '@e-surety/seal/format';
import type { World } from '../world.js';
import { demandConfirmation } from './confirmation.js';

/**
 * Step 5: puts the stored deposit. A lost answer is asked for again, each time with a new call token; D-Sure gives the same
 * confirmation for the same bytes.
 */
export async function depositRevision({ dsure }: World, certificate: Certificate, deposit: Deposit): Promise<unknown> {
  const { guaranteeNumber, revision } = certificate;
  const path = { guaranteeNumber, revision: String(revision) };
  return demandConfirmation(await dsure.client.depositRevision({ path, body: deposit }));
}
