import { readFileSync } from 'node:fs';
import { signaturePurposes } from '@e-surety/seal/format';
import { writeSecretOnce } from '@e-surety/service-kit/secret-files';
import { asFile, keyFile } from './files.js';
import { newJwk, newKeyEncryptionKey, newPdfCertificate, newPdfKey } from './new-key.js';

/** Makes the key files that an issuer reads from `KEYS_DIR`; those that exist already stay. */
export async function makeIssuerKeys(folder: string, issuerName: string): Promise<void> {
  for (const kind of [...signaturePurposes, 'access-token'] as const) {
    await writeSecretOnce(keyFile.jwk(folder, kind), () => newJwk(kind));
  }
  await writeSecretOnce(keyFile.keyring(folder), () => {
    const { id, key } = newKeyEncryptionKey();
    return asFile({ active: id, keys: { [id]: key } });
  });
  await writeSecretOnce(keyFile.pdfKey(folder), newPdfKey);
  await writeSecretOnce(keyFile.pdfCertificate(folder), () =>
    newPdfCertificate(readFileSync(keyFile.pdfKey(folder), 'utf8'), issuerName),
  );
}
