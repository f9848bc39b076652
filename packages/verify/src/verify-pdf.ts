import type { X509Certificate } from 'node:crypto';
import { attachedJws, InvalidSignature, type VerifiedSignature, verifyPdf } from '@e-surety/papers/verify';
import { thumbprint } from '@e-surety/seal/verify';
import type { PublishedKeys } from './published-keys.js';
import { passed, type Report, stopped } from './report.js';
import { verifyJws } from './verify-jws.js';

/** Whether the PDF is as it was signed, by a key that the issuer publishes for that; and then what it carries. */
export function verifyPaper(pdf: Uint8Array, keys: PublishedKeys): Report {
  const signed = signatureOf(pdf);
  if (signed === null) {
    return stopped([], 'PDFの署名', '署名が合いません。署名の後に書き換えられたか、電子証書のPDFではありません。');
  }
  const checks = [
    passed('PDFの署名', '署名が、署名そのものを除くファイルの全体に合っています。余分なデータもありません。'),
  ];
  const kid = kidOf(signed.certificate);
  if (!keys.signsPdf(kid)) {
    return stopped(
      checks,
      'PDFの署名鍵',
      '公開鍵の一覧に、この署名に使われたPDF用の鍵がありません。一覧は、保証会社が公開するものを使ってください。',
    );
  }
  checks.push(passed('PDFの署名鍵', '保証会社が公開している、PDF用の鍵です。'));
  if (keys.isCompromised(kid)) {
    const detail =
      'PDFの署名鍵は危殆化したと公表されています。PDFの見た目は当てにせず、添付された電子証書のデータを確認してください。';
    return stopped(checks, 'PDFの署名鍵の状態', detail);
  }
  const jws = attachedJws(pdf);
  if (jws === null) return stopped(checks, '添付ファイル', '電子証書のデータが、1つだけ添付されているはずです。');
  checks.push(passed('添付ファイル', '電子証書のデータが添付されています。以下は、そのデータの確認です。'));
  return verifyJws(jws, keys, checks);
}

function signatureOf(pdf: Uint8Array): VerifiedSignature | null {
  try {
    return verifyPdf(pdf);
  } catch (error) {
    if (error instanceof InvalidSignature) return null;
    throw error;
  }
}

function kidOf({ publicKey }: X509Certificate): string {
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  return thumbprint({ x, y });
}
