import { demand } from '../site/api.js';
import type { Visit } from '../site/visit.js';
import type { Guarantee } from './schemas.js';

/** The guarantee that the address names; somebody else's is as unknown as one that does not exist. */
export async function readGuarantee({ api, path }: Visit): Promise<Guarantee> {
  const guarantee = demand(await api.readGuarantee({ path: { guaranteeNumber: path.guaranteeNumber! } }));
  // The contract leaves the form of a certificate to docs/deposit-format.md.
  return guarantee as unknown as Guarantee;
}

export const pathOf = (guarantee: Pick<Guarantee, 'guaranteeNumber'>, more = ''): string =>
  `/guarantees/${guarantee.guaranteeNumber}${more}`;
