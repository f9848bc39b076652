import { type Certificate, Refusal } from '@e-surety/domain';
import { type Digest, type PartName, SealError } from '@e-surety/seal/format';
import { checkCertificate, openPart } from '@e-surety/seal/open';
import { verifyCertificate } from '@e-surety/seal/verify';
import type { KeyRing } from '../issuers/key-ring.js';
import type { IssuerKey } from '../issuers/store.js';
import type { DsureRefusalCode } from '../refusals.js';
import { partFacts, revisionFacts, type StoredRevision } from './stored-revision.js';
import { createVerifiedDigests } from './verified-digests.js';

export interface OpenedCertificate {
  jws: string;
  certificate: Certificate;
  /** The pinned key by which its signature was verified. */
  key: IssuerKey;
}

/**
 * Opens what is stored and compares row, header and content with each other. Whatever does not agree was changed after it
 * was deposited, and nothing of it is shown.
 */
export function createOpener(keyRing: KeyRing) {
  const verified = createVerifiedDigests();

  async function verify(jws: string, digest: Digest): Promise<{ certificate: Certificate; key: IssuerKey }> {
    const ring = await keyRing.current();
    const known = ring.get(verified.kidOf(digest) ?? '');
    if (known) return { certificate: payloadOf(jws), key: known };
    const { certificate, kid } = verifyCertificate(jws, ring);
    verified.add(digest, kid);
    return { certificate, key: ring.get(kid)! };
  }

  /** A key may have been pinned since the ring was fetched. */
  async function verifyWithNewest(jws: string, digest: Digest) {
    try {
      return await verify(jws, digest);
    } catch (error) {
      if (!(error instanceof SealError) || error.code !== 'unknown_key') throw error;
      await keyRing.renewed();
      return verify(jws, digest);
    }
  }

  return {
    openCertificate: (stored: StoredRevision, sealed: string, sealingKey: Uint8Array): Promise<OpenedCertificate> =>
      trustworthy(stored, async () => {
        const jws = open(stored, 'certificate', sealed, sealingKey).toString('ascii');
        const { certificate, key } = await verifyWithNewest(jws, stored.digests.certificate);
        checkCertificate(certificate, revisionFacts(stored));
        return { jws, certificate, key };
      }),
    openPdf: (stored: StoredRevision, sealed: string, sealingKey: Uint8Array): Promise<Buffer> =>
      trustworthy(stored, async () => open(stored, 'pdf', sealed, sealingKey)),
  };
}
export type Opener = ReturnType<typeof createOpener>;

function open(stored: StoredRevision, part: PartName, sealed: string, sealingKey: Uint8Array): Buffer {
  const { header, content } = openPart(sealed, sealingKey, partFacts(stored, part));
  if (header.digest !== stored.digests[part]) throw new SealError('digest_differs', `/${part}`);
  return content;
}

async function trustworthy<T>({ guaranteeNumber, revision }: StoredRevision, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const refusal = new Refusal<DsureRefusalCode>('record_untrustworthy', { guaranteeNumber, revision });
    refusal.cause = error;
    throw refusal;
  }
}

/** Of a certificate that was verified, byte for byte, before. */
function payloadOf(jws: string): Certificate {
  return JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as Certificate;
}
