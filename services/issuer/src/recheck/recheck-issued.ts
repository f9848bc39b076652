import { isDeepStrictEqual } from 'node:util';
import type { Certificate } from '@e-surety/domain';
import type { PinnedKeys } from '@e-surety/seal/verify';
import { asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { guarantees, revisionProducts, revisions } from '../db/tables.js';
import { lintCertificate } from '../issuance/lint-certificate.js';
import { counterFaults } from './counter-faults.js';
import { type Products, productFaults } from './product-faults.js';

/** What is not as it was issued. */
export interface RecheckFault {
  guaranteeNumber: string;
  /** Null: about the guarantee as a whole, or its number. */
  revision: number | null;
  fault: string;
}

export interface Rechecked {
  guarantees: number;
  revisions: number;
}

type GuaranteeRow = typeof guarantees.$inferSelect;
type RevisionRow = typeof revisions.$inferSelect;
const pageSize = 100;

/**
 * Looks again at everything that was ever issued: each stored certificate by the linter and against what was signed, the
 * signatures, the bytes that were deposited, and the numbers for gaps. Changes nothing.
 */
export async function recheckIssued(
  db: Database,
  keys: PinnedKeys,
  tell: (fault: RecheckFault) => void,
): Promise<Rechecked> {
  const done: Rechecked = { guarantees: 0, revisions: 0 };
  for (let after = ''; ; ) {
    const page = await db
      .select()
      .from(guarantees)
      .where(gt(guarantees.guaranteeNumber, after))
      .orderBy(asc(guarantees.guaranteeNumber))
      .limit(pageSize);
    for (const guarantee of page) {
      const rows = await revisionsOf(db, guarantee);
      done.guarantees += 1;
      done.revisions += rows.length;
      await recheckGuarantee(db, keys, guarantee, rows, tell);
    }
    if (page.length < pageSize) break;
    after = page.at(-1)!.guaranteeNumber;
  }
  for (const { number, fault } of await counterFaults(db)) tell({ guaranteeNumber: number, revision: null, fault });
  return done;
}

async function recheckGuarantee(
  db: Database,
  keys: PinnedKeys,
  guarantee: GuaranteeRow,
  rows: RevisionRow[],
  tell: (fault: RecheckFault) => void,
): Promise<void> {
  const { guaranteeNumber } = guarantee;
  const say = (revision: number | null, faults: string[]) => {
    for (const fault of faults) tell({ guaranteeNumber, revision, fault });
  };
  let previous: Certificate | null = null;
  for (const [place, { revision, certificate }] of rows.entries()) {
    const settled = guarantee.issuedAt !== null && revision <= guarantee.revision;
    const products = await productsOf(db, { guaranteeNumber, revision });
    // What was held before it was signed was not issued.
    const issued = settled || products.size > 0;
    if (issued)
      say(revision, [
        ...(revision === place ? [] : ['版の番号に欠けがあります。']),
        ...lintCertificate(certificate, previous),
        ...productFaults(certificate, products, keys, { settled, electronic: guarantee.form === 'electronic' }),
      ]);
    previous = certificate;
  }
  say(null, rowFaults(guarantee, rows));
}

/** What lists and searches go by is what the certificate says that holds now. */
function rowFaults(guarantee: GuaranteeRow, rows: RevisionRow[]): string[] {
  const holding = rows.find(({ revision }) => revision === guarantee.revision);
  if (!holding) return ['版がありません。'];
  const { certificate } = holding;
  const row = {
    ...{ guaranteeNumber: guarantee.guaranteeNumber, kind: guarantee.kind, orderer: guarantee.orderer },
    ...{ status: guarantee.status, statusFrom: guarantee.statusFrom },
    period: { from: guarantee.periodFrom, to: guarantee.periodTo },
  };
  const { guaranteeNumber, kind, status, statusFrom, period, orderer } = certificate;
  // Taken back before it was issued: the number is void, and no certificate ever said so.
  const takenBack = guarantee.issuedAt === null && guarantee.status === 'void';
  const holds = takenBack ? 'void' : status;
  const said = { guaranteeNumber, kind, orderer: orderer.code, status: holds, statusFrom, period };
  return isDeepStrictEqual(row, said) ? [] : ['保証契約の台帳が、電子証書の記載と違います。'];
}

function revisionsOf(db: Database, { guaranteeNumber }: GuaranteeRow): Promise<RevisionRow[]> {
  return db
    .select()
    .from(revisions)
    .where(eq(revisions.guaranteeNumber, guaranteeNumber))
    .orderBy(asc(revisions.revision));
}

async function productsOf(
  db: Database,
  { guaranteeNumber, revision }: { guaranteeNumber: string; revision: number },
): Promise<Products> {
  const rows = await db.select().from(revisionProducts).where(eq(revisionProducts.guaranteeNumber, guaranteeNumber));
  return new Map(rows.filter((row) => row.revision === revision).map(({ product, content }) => [product, content]));
}
