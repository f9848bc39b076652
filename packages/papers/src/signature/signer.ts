import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

export interface Signer {
  /** An EC key on P-256. */
  privateKeyPem: string;
  /** The signer's certificate; its chain may follow. */
  certificatePem: string;
  /** An RFC 3161 timestamp authority: room is left for what it will say. */
  timestampUrl?: string;
}

export interface Credentials {
  key: KeyObject;
  /** DER; the signer's first. */
  certificates: Uint8Array[];
}

let latest: { signer: Signer; credentials: Credentials } | undefined;

/** Read once for all papers of one signer: reading costs more than signing. */
export function credentialsOf(signer: Signer): Credentials {
  const { privateKeyPem, certificatePem } = signer;
  if (latest?.signer.privateKeyPem !== privateKeyPem || latest.signer.certificatePem !== certificatePem) {
    latest = { signer, credentials: { key: keyIn(privateKeyPem), certificates: certificatesIn(certificatePem) } };
  }
  return latest.credentials;
}

function keyIn(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== 'prime256v1') throw new TypeError('certificates are signed with a key on P-256');
  return key;
}

function certificatesIn(pem: string): Uint8Array[] {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  if (certificates.length === 0) throw new TypeError('no certificate to sign with');
  return certificates.map((each) => new X509Certificate(each).raw);
}
