import { createHash } from 'node:crypto';
import { childrenOf, integer, objectIdentifier, octets, read, sequence, set, tagged } from './der.js';

/** What a CMS SignedData (RFC 5652) with the signed attributes of CAdES is made of, and nothing else. */
export interface SignedData {
  /** DER; the signer's first, then its chain. */
  certificates: Uint8Array[];
  /** SHA-256 of what is signed. */
  digest: Uint8Array;
  /** ECDSA over {@link signedAttributes}, DER. */
  signature: Uint8Array;
  /** RFC 3161 token over the signature. */
  timestamp: Uint8Array | null;
}

const oid = {
  data: objectIdentifier('1.2.840.113549.1.7.1'),
  signedData: objectIdentifier('1.2.840.113549.1.7.2'),
  contentType: objectIdentifier('1.2.840.113549.1.9.3'),
  messageDigest: objectIdentifier('1.2.840.113549.1.9.4'),
  timestampToken: objectIdentifier('1.2.840.113549.1.9.16.2.14'),
  signingCertificateV2: objectIdentifier('1.2.840.113549.1.9.16.2.47'),
  ecdsaWithSha256: objectIdentifier('1.2.840.10045.4.3.2'),
};
export const sha256Identifier = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'));

/** The bytes that the private key signs: what is signed, and by which certificate. */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  return set(...attributes(digest, certificate));
}

export function encodeSignedData({ certificates, digest, signature, timestamp }: SignedData): Uint8Array {
  const signer = certificates[0]!;
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(signer),
    sha256Identifier,
    tagged(0, ...attributes(digest, signer).toSorted(Buffer.compare)),
    sequence(oid.ecdsaWithSha256),
    octets(signature),
    ...(timestamp ? [tagged(1, sequence(oid.timestampToken, set(timestamp)))] : []),
  );
  return sequence(
    oid.signedData,
    tagged(
      0,
      sequence(
        integer(1),
        set(sha256Identifier),
        sequence(oid.data),
        tagged(0, ...certificates.toSorted(Buffer.compare)),
        set(signerInfo),
      ),
    ),
  );
}

function attributes(digest: Uint8Array, certificate: Uint8Array): Uint8Array[] {
  const certificateDigest = createHash('sha256').update(certificate).digest();
  return [
    sequence(oid.contentType, set(oid.data)),
    sequence(oid.messageDigest, set(octets(digest))),
    sequence(oid.signingCertificateV2, set(sequence(sequence(sequence(octets(certificateDigest)))))),
  ];
}

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [toBeSigned] = childrenOf(read(certificate));
  const [, serial, , issuer] = childrenOf(toBeSigned!);
  return sequence(issuer!.bytes, serial!.bytes);
}
