/** What the tests and the vectors share: test keys, and one guarantee in every revision. */
import { readFileSync } from 'node:fs';
import {
  type AuthenticationKey,
  type Certificate,
  calendarDay as day,
  guaranteeNumberOf,
  originalCertificate,
  parseAuthenticationKey,
  reviseCertificate,
  yen,
} from '@e-surety/domain';
import { deriveFromKey } from '../src/derive.js';
import type { PrivateJwk, PublicJwk, SignaturePurpose } from '../src/format.js';
import { createSigner } from '../src/sign.js';
import { type PinnedKey, pinKey } from '../src/verify.js';

export const vectorsFolder = new URL('../vectors/', import.meta.url);

interface KeyFile {
  pinned: Record<'mihon' | 'hikaku', Record<SignaturePurpose, PrivateJwk>>;
  notPinned: { envelope: PrivateJwk };
  authenticationKeys: Record<'first' | 'second', string>;
}

export const testKeys: KeyFile = JSON.parse(readFileSync(new URL('keys.json', vectorsFolder), 'utf8'));

export const pinned: ReadonlyMap<string, PinnedKey> = new Map(
  Object.entries(testKeys.pinned).flatMap(([issuer, keys]) =>
    Object.values(keys).map((jwk) => [jwk.kid, pinKey(publicHalf(jwk), issuer)]),
  ),
);

export const signers = {
  certificate: createSigner(testKeys.pinned.mihon.certificate, { issuer: 'mihon', purpose: 'certificate' }),
  envelope: createSigner(testKeys.pinned.mihon.envelope, { issuer: 'mihon', purpose: 'envelope' }),
  call: createSigner(testKeys.pinned.mihon.call, { issuer: 'mihon', purpose: 'call' }),
};

export const firstKey = authenticationKey(testKeys.authenticationKeys.first);
export const secondKey = authenticationKey(testKeys.authenticationKeys.second);
export const first = deriveFromKey(firstKey);
export const second = deriveFromKey(secondKey);

export const audience = 'https://dsure.example.jp';
export const now = new Date('2026-11-22T01:00:00Z');

/** A certificate with what is awkward in real ones: names outside the usual set, a U+FA10 that NFC would change, no contract date. */
export const original: Certificate = originalCertificate({
  guaranteeNumber: guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2026, serial: 123 }),
  kind: 'performance',
  issuedOn: day('2026-11-05'),
  issuer: {
    id: 'mihon',
    name: '見本建設業保証株式会社',
    address: '東京都中央区見本一丁目1番1号',
    representative: '代表取締役 見本 花子',
  },
  orderer: { code: '203629', name: '富士見町', signatory: { office: null, title: '富士見町長', name: null } },
  contractor: {
    name: '髙﨑\uFA10建設 株式会社',
    address: '長野県諏訪郡富士見町見本1番地',
    signatory: { office: null, title: '代表取締役', name: '髙﨑 \uFA10雄' },
    jointVenture: null,
  },
  works: {
    subject: 'construction',
    name: '町道見本線 "第1工区" 道路改良工事',
    number: '建-8-123',
    place: '長野県諏訪郡富士見町',
    contractDate: null,
    contractNumber: null,
    contractPrice: yen(50_000_000),
    period: { from: day('2026-11-11'), to: day('2027-03-19') },
  },
  amount: yen(5_000_000),
  period: { from: null, to: day('2027-03-19') },
  terms: { name: '契約保証約款', version: '見本' },
  remarks: '',
});

export const amended = reviseCertificate(original, {
  type: 'amendment',
  issuedOn: day('2026-12-10'),
  effectiveOn: day('2026-12-10'),
  reason: '工期の延長',
  changes: { works: { period: { to: day('2027-03-31') } }, period: { to: day('2027-03-31') } },
});

export const corrected = reviseCertificate(amended, {
  type: 'correction',
  issuedOn: day('2026-12-14'),
  effectiveOn: day('2026-12-14'),
  reason: '工事番号の誤記',
  changes: { works: { number: '建-8-124' } },
});

export const cancelled = reviseCertificate(corrected, {
  type: 'cancellation',
  issuedOn: day('2027-01-15'),
  effectiveOn: day('2027-02-01'),
  reason: '請負契約の解除',
});

export const voided = reviseCertificate(original, {
  type: 'void',
  issuedOn: day('2026-11-06'),
  effectiveOn: day('2026-11-06'),
  reason: '発注者の誤り',
});

/** Stands for the PDF. A real one has the certificate JWS attached, so that its digest cannot be guessed. */
export function pdfOf(certificateJws: string): Buffer {
  return Buffer.from(`%PDF-1.7\n% stand-in for a test\n% ${certificateJws}\n%%EOF\n`);
}

export function publicHalf({ d, ...publicJwk }: PrivateJwk): PublicJwk {
  return publicJwk;
}

function authenticationKey(text: string): AuthenticationKey {
  const parsed = parseAuthenticationKey(text);
  if (!parsed.ok) throw new Error(`not an authentication key: ${parsed.reason}`);
  return parsed.key;
}
