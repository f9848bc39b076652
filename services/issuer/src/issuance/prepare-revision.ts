import type { Certificate, CertificateForm } from '@e-surety/domain';
import { signCertificate } from '@e-surety/seal/sign';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { guarantees, revisions } from '../db/tables.js';
import type { World } from '../world.js';
import { Held } from './held.js';
import { lintCertificate } from './lint-certificate.js';
import { makeOnce, type RevisionId } from './products.js';

/** Steps 2 and 3: the linter, then the certificate JWS; the signed PDF, or the one for printing (証書(紙)). */
export async function prepareRevision(world: World, id: RevisionId): Promise<void> {
  const { certificate, form } = await loadCertificate(world.db, id);
  const { db, now, papers, signingKeys } = world;
  const jws = await makeOnce(db, id, 'certificate_jws', now, async () => {
    const { guaranteeNumber, revision } = id;
    const previous =
      revision === 0 ? null : (await loadCertificate(db, { guaranteeNumber, revision: revision - 1 })).certificate;
    const faults = lintCertificate(certificate, previous);
    if (faults.length > 0) throw new Held(`発行前点検: ${faults.join(' ')}`);
    return Buffer.from(await signCertificate(certificate, signingKeys.certificate));
  });
  await makeOnce(db, id, 'certificate_pdf', now, () =>
    form === 'paper'
      ? papers.paperCertificate({ certificate })
      : papers.certificate({ certificate, jws: jws.toString('ascii'), signedAt: now(), signer: signingKeys.pdf }),
  );
}

async function loadCertificate(
  db: Database,
  { guaranteeNumber, revision }: RevisionId,
): Promise<{ certificate: Certificate; form: CertificateForm }> {
  const [row] = await db
    .select({ certificate: revisions.certificate, form: guarantees.form })
    .from(revisions)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, revisions.guaranteeNumber))
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, revision)));
  return row!;
}
