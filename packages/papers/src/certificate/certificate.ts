import type { Certificate } from '@e-surety/domain';
import { Sheet } from '../kit/sheet.js';
import { placeSignature } from '../signature/placeholder.js';
import { signPdf } from '../signature/sign.js';
import type { Signer } from '../signature/signer.js';
import { titles } from './names.js';
import { printCertificate } from './print-certificate.js';

export interface CertificateOrder {
  certificate: Certificate;
  /** The signed certificate itself, attached byte for byte. */
  jws: string;
  /** The time that the signature claims; it is proved only by a timestamp. */
  signedAt: Date;
  signer: Signer;
}

/** The electronic certificate (電子証書) as a signed PDF that carries the data it was printed from, without its timestamp yet. */
export async function makeCertificate({ certificate, jws, signedAt, signer }: CertificateOrder): Promise<Uint8Array> {
  const { kind, guaranteeNumber, revision } = certificate;
  const sheet = new Sheet({ title: `${titles[kind]} ${guaranteeNumber}`, createdAt: signedAt, framed: true });
  sheet.attach(Buffer.from(jws), {
    name: `${guaranteeNumber}-r${revision}.jws`,
    type: 'application/jose',
    description: '電子証書のデータ(JWS)',
    relationship: 'Source',
    at: signedAt,
  });
  printCertificate(sheet, certificate, 'electronic');
  const placeholder = placeSignature(sheet.pdf, { signer, signedAt, name: certificate.issuer.name });
  const pdf = await sheet.finish('保証の現在の内容は、D-Sureに登録された最新の版によります。');
  return signPdf(pdf, placeholder(), signer);
}
