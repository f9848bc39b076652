import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Signer } from '../src/index.js';
import { der, integer, objectIdentifier, sequence, set, tagged } from '../src/signature/der.js';

/** A signer with a certificate that it issued to itself. */
export function makeSigner(commonName: string): Signer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), der(0x0c, Buffer.from(commonName)))));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    sequence(time('260101000000Z'), time('460101000000Z')),
    name,
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
  );
  const signature = der(0x03, Uint8Array.of(0), sign('sha256', toBeSigned, privateKey));
  const certificate = Buffer.from(sequence(toBeSigned, ecdsaWithSha256, signature)).toString('base64');
  return {
    privateKeyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificatePem: `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/gu)!.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
