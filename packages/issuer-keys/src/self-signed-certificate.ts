import 'reflect-metadata'; // before x509, which does not load without it
import { type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const validYears = 10;

/** An X.509 certificate, as PEM, by which the signature of a PDF names its signer. */
export async function selfSignedCertificate(key: KeyObject, name: string): Promise<string> {
  const notBefore = new Date();
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notBefore.getFullYear() + validYears);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    name: [{ CN: [name] }],
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: await keyPair(key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

async function keyPair(key: KeyObject): Promise<webcrypto.CryptoKeyPair> {
  const { d, ...open } = key.export({ format: 'jwk' });
  const privateKey = await webcrypto.subtle.importKey('jwk', { ...open, d: d! }, algorithm, false, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('jwk', open, algorithm, true, ['verify']);
  return { privateKey, publicKey };
}
