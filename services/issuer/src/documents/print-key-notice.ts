import { readAuthenticationKey } from '../guarantees/read-authentication-key.js';
import { findRevision, type Guarantee } from '../guarantees/store.js';
import { refuse } from '../refusals.js';
import type { World } from '../world.js';

/** Made of stored facts whenever it is asked for, byte for byte the same, and never kept: it carries the key. */
export async function printKeyNotice(
  world: World,
  guarantee: Guarantee,
  revision: number,
  actor: string,
): Promise<Uint8Array> {
  const found = await findRevision(world.db, guarantee.row.guaranteeNumber, revision);
  if (!found || revision > guarantee.row.revision) throw refuse('revision_not_found');
  if (!found.keyNotice) throw refuse('not_electronic');
  const authenticationKey = await readAuthenticationKey(world, guarantee, { actor, as: 'key_notice' });
  return world.papers.keyNotice({ ...found.keyNotice, authenticationKey });
}
