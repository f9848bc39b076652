import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { signaturePurposes } from '@e-surety/seal/format';
import { generatePrivateJwk } from '@e-surety/seal/sign';
import { asFile, type JwkKind } from './files.js';

/** A key of the kind, as its file holds it. That of access tokens has no purpose that D-Sure knows. */
export function newJwk(kind: JwkKind): string {
  const purpose = signaturePurposes.find((one) => one === kind);
  if (purpose) return asFile(generatePrivateJwk(purpose));
  const { purpose: _, ...key } = generatePrivateJwk('call');
  return asFile(key);
}

export function newKeyEncryptionKey(): { id: string; key: string } {
  return { id: randomUUID(), key: randomBytes(32).toString('base64url') };
}

export function newPdfKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
}

/** Names the issuer; in earnest it is replaced by the certificate of a public authority for the same key. */
export async function newPdfCertificate(keyPem: string, issuerName: string): Promise<string> {
  const { selfSignedCertificate } = await import('./self-signed-certificate.js'); // slow to load, and seldom needed
  return selfSignedCertificate(createPrivateKey(keyPem), issuerName);
}
