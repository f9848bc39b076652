import type { Certificate, GuaranteeKind, GuaranteeNumber } from '@e-surety/domain';
import { deriveFromKey } from '@e-surety/seal/derive';
import type { Deposit } from '@e-surety/seal/format';
import { sealDeposit } from '@e-surety/seal/seal';
import { signCertificate, signEnvelope } from '@e-surety/seal/sign';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.js';
import { guarantees, revisions } from '../db/tables.js';
import type { World } from '../world.js';
import { concludeIssue } from './conclude-issue.js';
import { depositRevision } from './deposit-revision.js';
import { Held } from './held.js';
import { holdIssue } from './hold-issue.js';
import { lintCertificate } from './lint-certificate.js';
import { numberGuarantee } from './number-guarantee.js';
import { makeOnce } from './products.js';

/**
 * The issuance cycle of a 当初, in six steps (docs/issuance-cycle.md). Each stores its product before the next begins and goes on
 * with what is stored, so that it can be killed anywhere and taken up again. `tx` holds the claim on the task; only the last
 * step writes through it.
 */
export async function issueCertificate(
  world: World,
  { applicationId, kind }: { applicationId: string; kind: GuaranteeKind },
  tx: Database,
): Promise<void> {
  try {
    const guaranteeNumber = await numberGuarantee(world, applicationId, kind);
    const { certificate, form } = await loadRevision(world.db, guaranteeNumber);
    const acknowledgement =
      form === 'electronic' ? await issueElectronic(world, certificate) : await issuePaper(world, certificate);
    await concludeIssue(tx, { applicationId, kind, guaranteeNumber, acknowledgement }, world.now());
  } catch (error) {
    if (!(error instanceof Held)) throw error;
    await holdIssue(tx, { applicationId, kind, reason: error.message }, world.now());
  }
}

async function issueElectronic(world: World, certificate: Certificate): Promise<unknown> {
  const jws = await signedCertificate(world, certificate);
  const pdf = await printedCertificate(world, certificate, jws);
  const deposit = await makeOnce(world.db, certificate, 'deposit', world.now, async () => {
    const facts = { keyGeneration: 1, previous: null, sealedAt: world.now() };
    const { envelope, parts } = sealDeposit(
      { certificate: jws, pdf },
      facts,
      await derivedKey(world, certificate.guaranteeNumber),
    );
    const body: Deposit = { envelope: await signEnvelope(envelope, world.signingKeys.envelope), parts };
    return Buffer.from(JSON.stringify(body));
  });
  return depositRevision(world, certificate, deposit);
}

/** 証書(紙): numbered, signed and printed alike; nothing goes to D-Sure. */
async function issuePaper(world: World, certificate: Certificate): Promise<null> {
  await printedCertificate(world, certificate, await signedCertificate(world, certificate));
  return null;
}

async function signedCertificate({ db, now, signingKeys }: World, certificate: Certificate): Promise<string> {
  const jws = await makeOnce(db, certificate, 'certificate_jws', now, async () => {
    const faults = lintCertificate(certificate);
    if (faults.length > 0) throw new Held(`発行前点検: ${faults.join(' ')}`);
    return Buffer.from(await signCertificate(certificate, signingKeys.certificate));
  });
  return jws.toString('ascii');
}

function printedCertificate(
  { db, now, papers, signingKeys }: World,
  certificate: Certificate,
  jws: string,
): Promise<Buffer> {
  return makeOnce(db, certificate, 'certificate_pdf', now, () =>
    papers.certificate({ certificate, jws, signedAt: now(), signer: signingKeys.pdf }),
  );
}

async function loadRevision(db: Database, guaranteeNumber: GuaranteeNumber) {
  const [row] = await db
    .select({ certificate: revisions.certificate, form: guarantees.form })
    .from(revisions)
    .innerJoin(guarantees, eq(guarantees.guaranteeNumber, revisions.guaranteeNumber))
    .where(and(eq(revisions.guaranteeNumber, guaranteeNumber), eq(revisions.revision, 0)));
  return row!;
}

async function derivedKey({ db, keyring }: World, guaranteeNumber: GuaranteeNumber) {
  const [row] = await db
    .select({ ciphertext: guarantees.keyCiphertext, keyEncryptionKey: guarantees.keyEncryptionKey })
    .from(guarantees)
    .where(eq(guarantees.guaranteeNumber, guaranteeNumber));
  const { ciphertext, keyEncryptionKey } = row!;
  return deriveFromKey(
    keyring.decrypt({ ciphertext: ciphertext!, keyEncryptionKey: keyEncryptionKey! }, guaranteeNumber),
  );
}
