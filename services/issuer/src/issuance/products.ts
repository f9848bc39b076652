import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { type Product, revisionProducts } from '../db/tables.js';

export interface RevisionId {
  guaranteeNumber: string;
  revision: number;
}

export async function findProduct(db: Database, id: RevisionId, product: Product): Promise<Buffer | null> {
  const [row] = await db
    .select({ content: revisionProducts.content })
    .from(revisionProducts)
    .where(
      and(
        eq(revisionProducts.guaranteeNumber, id.guaranteeNumber),
        eq(revisionProducts.revision, id.revision),
        eq(revisionProducts.product, product),
      ),
    );
  return row?.content ?? null;
}

/**
 * The product of a step: the stored one if there is one, else a new one, stored before anybody uses it. Two workers may make
 * it at once; the one that comes second throws its own away and goes on with what is stored.
 */
export async function makeOnce(
  db: Database,
  id: RevisionId,
  product: Product,
  now: () => Date,
  make: () => Promise<Uint8Array>,
): Promise<Buffer> {
  const stored = await findProduct(db, id, product);
  if (stored) return stored;
  const content = Buffer.from(await make());
  await db
    .insert(revisionProducts)
    .values({ ...id, product, content, madeAt: now() })
    .onConflictDoNothing();
  return (await findProduct(db, id, product))!;
}
