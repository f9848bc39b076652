import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateJwk, type PublicJwk, type SignaturePurpose, signaturePurposes } from '@e-surety/seal/format';
import { generatePrivateJwk } from '@e-surety/seal/sign';
import { writeSecretOnce } from '../files.js';

/** Makes the key files that an issuer reads from `KEYS_DIR`; those that exist already stay. */
export async function makeIssuerKeys(folder: string, issuerName: string): Promise<void> {
  for (const purpose of signaturePurposes) {
    await writeSecretOnce(signingKeyFile(folder, purpose), () => asFile(generatePrivateJwk(purpose)));
  }
  await writeSecretOnce(join(folder, 'access-token.private.jwk.json'), () => asFile(newAccessTokenKey()));
  await writeSecretOnce(join(folder, 'key-encryption.json'), () => asFile(newKeyEncryptionKeys()));
  await makePdfSigningKey(folder, issuerName);
}

/** With it D-Sure encrypts the view tokens that it hands out. */
export async function makeViewTokenKey(folder: string): Promise<string> {
  const file = join(folder, 'view-token.key');
  await writeSecretOnce(file, () => randomBytes(32).toString('base64url'));
  return file;
}

/** What D-Sure pins: the public halves, without anything that is not published. */
export function publicKeys(folder: string): { keys: PublicJwk[] } {
  const keys = signaturePurposes.map((purpose) => {
    const { d, ...published } = JSON.parse(readFileSync(signingKeyFile(folder, purpose), 'utf8')) as PrivateJwk;
    return published;
  });
  return { keys };
}

function signingKeyFile(folder: string, purpose: SignaturePurpose): string {
  return join(folder, `${purpose}.private.jwk.json`);
}

/** Signs for the issuer's own callers alone: no purpose that D-Sure knows. */
function newAccessTokenKey(): Omit<PrivateJwk, 'purpose'> {
  const { purpose, ...key } = generatePrivateJwk('call');
  return key;
}

function newKeyEncryptionKeys(): { active: string; keys: Record<string, string> } {
  const id = randomUUID();
  return { active: id, keys: { [id]: randomBytes(32).toString('base64url') } };
}

async function makePdfSigningKey(folder: string, issuerName: string): Promise<void> {
  const keyFile = join(folder, 'pdf-signing.key.pem');
  await writeSecretOnce(keyFile, () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  });
  await writeSecretOnce(join(folder, 'pdf-signing.cert.pem'), async () => {
    const { selfSignedCertificate } = await import('./self-signed-certificate.js'); // slow to load, and needed once
    return selfSignedCertificate(createPrivateKey(readFileSync(keyFile)), issuerName);
  });
}

function asFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
