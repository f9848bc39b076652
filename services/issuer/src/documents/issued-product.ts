import type { Database } from '../db/database.js';
import type { Product } from '../db/tables.js';
import type { Guarantee } from '../guarantees/store.js';
import { findProduct } from '../issuance/products.js';
import { refuse } from '../refusals.js';

/** The stored bytes, as they were signed and deposited. */
export async function issuedProduct(
  db: Database,
  { row }: Guarantee,
  revision: number,
  product: Product,
): Promise<Buffer> {
  // What is made but not yet concluded is nobody's paper.
  if (revision > row.revision) throw refuse('revision_not_found');
  const bytes = await findProduct(db, { guaranteeNumber: row.guaranteeNumber, revision }, product);
  if (!bytes) throw refuse('revision_not_found');
  return bytes;
}
