import type { Certificate } from '@e-surety/domain';
import { Sheet } from '../kit/sheet.js';
import { titles } from './names.js';
import { printCertificate } from './print-certificate.js';

export interface PaperCertificateOrder {
  certificate: Certificate;
}

/** 保証証書 for the paper form: printed and sealed by the branch; the file itself proves nothing. */
export function makePaperCertificate({ certificate }: PaperCertificateOrder): Promise<Uint8Array> {
  const { kind, guaranteeNumber, issuedOn } = certificate;
  const createdAt = new Date(`${issuedOn}T00:00:00+09:00`);
  const sheet = new Sheet({ title: `${titles[kind]} ${guaranteeNumber}`, createdAt, framed: true });
  printCertificate(sheet, certificate, 'paper');
  return sheet.finish('保証人の印のないものは無効です。');
}
