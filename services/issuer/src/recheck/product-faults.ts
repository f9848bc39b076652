import { isDeepStrictEqual } from 'node:util';
import type { Certificate } from '@e-surety/domain';
import { verifyPdf } from '@e-surety/papers';
import { type Deposit, digestOf } from '@e-surety/seal/format';
import { type PinnedKeys, verifyCertificate, verifyEnvelope } from '@e-surety/seal/verify';
import type { Product } from '../db/tables.js';

export type Products = ReadonlyMap<Product, Buffer>;

/** Whether what was signed, printed and deposited for a revision is still what its certificate says. */
export function productFaults(
  certificate: Certificate,
  products: Products,
  keys: PinnedKeys,
  { settled, electronic }: { settled: boolean; electronic: boolean },
): string[] {
  const needed: Product[] = ['certificate_jws', 'certificate_pdf', ...(electronic ? (['deposit'] as const) : [])];
  const missing = settled ? needed.filter((product) => !products.has(product)) : [];
  const [jws, pdf, deposit] = (['certificate_jws', 'certificate_pdf', 'deposit'] as const).map((one) =>
    products.get(one),
  );
  return [
    ...missing.map((product) => `発行済みの版に ${product} がありません。`),
    ...(jws ? jwsFaults(certificate, jws, keys) : []),
    // 証書(紙) is for printing, and carries no signature of its own.
    ...(pdf && electronic ? pdfFaults(pdf) : []),
    ...(jws && pdf && deposit ? depositFaults(certificate, { jws, pdf, deposit }, keys) : []),
  ];
}

function jwsFaults(certificate: Certificate, jws: Buffer, keys: PinnedKeys): string[] {
  try {
    const { certificate: signed } = verifyCertificate(jws.toString('ascii'), keys);
    return isDeepStrictEqual(signed, certificate) ? [] : ['署名した電子証書が、台帳の電子証書と違います。'];
  } catch (error) {
    return [`電子証書の署名を確認できません(${codeOf(error)})。`];
  }
}

function pdfFaults(pdf: Buffer): string[] {
  try {
    verifyPdf(pdf);
    return [];
  } catch (error) {
    return [`PDFの署名を確認できません(${codeOf(error)})。`];
  }
}

function depositFaults(
  certificate: Certificate,
  { jws, pdf, deposit }: { jws: Buffer; pdf: Buffer; deposit: Buffer },
  keys: PinnedKeys,
): string[] {
  try {
    const { envelope: signed, parts } = JSON.parse(deposit.toString()) as Deposit;
    const { envelope } = verifyEnvelope(signed, keys);
    if (envelope.purpose !== 'deposit') return ['登録した封筒が、版の登録ではありません。'];
    const digests = envelope.parts;
    const { guaranteeNumber, kind, revision, type, status, statusFrom } = certificate;
    const facts = { guaranteeNumber, kind, revision, type, status, statusFrom };
    const faults: [boolean, string][] = [
      [
        Object.entries(facts).some(([name, value]) => envelope[name as keyof typeof facts] !== value),
        '登録した封筒の記載が、電子証書と違います。',
      ],
      [digests.certificate.digest !== digestOf(jws), '登録した電子証書が、署名した電子証書と違います。'],
      [digests.pdf.digest !== digestOf(pdf), '登録したPDFが、保存しているPDFと違います。'],
      [
        digests.certificate.sealedDigest !== digestOf(parts.certificate) ||
          digests.pdf.sealedDigest !== digestOf(parts.pdf),
        '封印した内容が、封筒の記載と違います。',
      ],
    ];
    return faults.filter(([fault]) => fault).map(([, sentence]) => sentence);
  } catch (error) {
    return [`登録した封筒の署名を確認できません(${codeOf(error)})。`];
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: string; name: string };
  return code ?? name;
}
