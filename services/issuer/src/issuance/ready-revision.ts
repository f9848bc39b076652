import type { Certificate, GuaranteeKind } from '@e-surety/domain';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { changeRequests, guaranteeRequests, revisions } from '../db/tables.js';
import type { GuaranteeRow } from '../guarantees/store.js';
import { findProduct } from './products.js';

/** What a revision is issued for: the guarantee that was asked for, or a change of it. */
export type IssueOf = { applicationId: string; kind: GuaranteeKind } | { changeRequestId: string };

/** A revision that is signed and printed but not concluded. `deposit`: as it was sealed, if it was. */
export interface ReadyRevision {
  certificate: Certificate;
  of: IssueOf;
  jws: Buffer;
  pdf: Buffer;
  deposit: Buffer | null;
}

/** The one that comes next; null where none is, or where it is held. */
export async function readyRevision(tx: Database, guarantee: GuaranteeRow): Promise<ReadyRevision | null> {
  const { guaranteeNumber, issuedAt } = guarantee;
  const revision = issuedAt === null ? 0 : guarantee.revision + 1;
  const id = { guaranteeNumber, revision };
  const of = revision === 0 ? await originalBeingIssued(tx, guarantee) : await changeBeingIssued(tx, id);
  const pdf = of && (await findProduct(tx, id, 'certificate_pdf'));
  if (!pdf) return null;
  const [row] = await tx
    .select({ certificate: revisions.certificate })
    .from(revisions)
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, revision)));
  const jws = await findProduct(tx, id, 'certificate_jws');
  return { certificate: row!.certificate, of, jws: jws!, pdf, deposit: await findProduct(tx, id, 'deposit') };
}

async function originalBeingIssued(tx: Database, { applicationId, kind }: GuaranteeRow): Promise<IssueOf | null> {
  const [row] = await tx
    .select({ status: guaranteeRequests.status })
    .from(guaranteeRequests)
    .where(and(eq(guaranteeRequests.applicationId, applicationId), eq(guaranteeRequests.kind, kind)));
  return row?.status === 'issuing' ? { applicationId, kind } : null;
}

async function changeBeingIssued(
  tx: Database,
  { guaranteeNumber, revision }: { guaranteeNumber: string; revision: number },
): Promise<IssueOf | null> {
  const [row] = await tx
    .select({ id: changeRequests.id, status: changeRequests.status })
    .from(changeRequests)
    .where(and(eq(changeRequests.guaranteeNumber, guaranteeNumber), eq(changeRequests.revision, revision)));
  return row?.status === 'issuing' ? { changeRequestId: row.id } : null;
}
