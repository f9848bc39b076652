/** Envelopes, certificates and calls that are signed as they should be and say what they must not. */
import { callLifetime, digestOf, type SealErrorCode } from '../../src/format.js';
import { signCall } from '../../src/sign.js';
import { makeDeposit, makeKeyReplacement } from '../deposits.js';
import { amended, audience, now, original, second, signers, testKeys } from '../world.js';
import { forgeJws } from './forge.js';
import type { AnyVector, Vectors } from './vector.js';

const { mihon, hikaku } = testKeys.pinned;
const deposit = await makeDeposit(original);
const { envelope } = deposit;
const replacement = (await makeKeyReplacement([deposit], { key: second })).envelope;
const previous = digestOf(deposit.body.envelope);

const envelopeWith = (about: string, changes: object, error: SealErrorCode = 'member_invalid') =>
  envelopeRefused(about, { ...envelope, ...changes }, error);
const laterWith = (about: string, changes: object) =>
  envelopeRefused(about, { ...envelope, revision: 1, type: 'amendment', previous, ...changes });
const replacementWith = (about: string, changes: object) => envelopeRefused(about, { ...replacement, ...changes });

function envelopeRefused(
  about: string,
  payload: object,
  error: SealErrorCode = 'member_invalid',
): AnyVector<'invalid'> {
  return { about, operation: 'verifyEnvelope', input: { jws: forgeJws({ key: mihon.envelope, payload }) }, error };
}

function certificateWith(
  about: string,
  changes: object,
  error: SealErrorCode = 'member_invalid',
): AnyVector<'invalid'> {
  const jws = forgeJws({ key: mihon.certificate, payload: { ...original, ...changes } });
  return { about, operation: 'verifyCertificate', input: { jws }, error };
}

const seconds = now.getTime() / 1000;
const claims = {
  iss: 'mihon',
  sub: 'mihon',
  aud: audience,
  iat: seconds,
  exp: seconds + callLifetime,
  jti: '0b9c2a52-7f1e-4d5c-9c52-3f1f0c7a4f10',
};

function callWith(
  about: string,
  changes: object,
  error: SealErrorCode = 'member_invalid',
  key = mihon.call,
): AnyVector<'invalid'> {
  const jwt = forgeJws({ key, payload: { ...claims, ...changes } });
  return { about, operation: 'verifyCall', input: { jwt, audience, now: now.toISOString() }, error };
}

export const payloadVectors: Vectors = {
  valid: {
    call: {
      about: 'A call of an issuer, in its first second.',
      operation: 'verifyCall',
      input: {
        jwt: await signCall({ audience, now, jti: claims.jti }, signers.call),
        audience,
        now: now.toISOString(),
      },
    },
    'call-in-its-last-second': {
      about: 'exp is the first second in which a call no longer holds.',
      operation: 'verifyCall',
      input: {
        jwt: forgeJws({ key: mihon.call, payload: claims }),
        audience,
        now: new Date((claims.exp - 1) * 1000).toISOString(),
      },
    },
    'call-from-a-clock-that-is-a-minute-ahead': {
      about: 'iat may lie 60 seconds ahead.',
      operation: 'verifyCall',
      input: {
        jwt: forgeJws({ key: mihon.call, payload: { ...claims, iat: seconds + 60 } }),
        audience,
        now: now.toISOString(),
      },
    },
    'envelope-of-a-key-replacement': {
      about: 'The envelope of key generation 2, with one revision.',
      operation: 'verifyEnvelope',
      input: { jws: forgeJws({ key: mihon.envelope, payload: replacement }) },
    },
  },
  invalid: {
    'envelope-of-a-format-to-come': envelopeWith(
      'A reader refuses a format that it does not know.',
      { format: 'esurety-envelope/2' },
      'format_unknown',
    ),
    'envelope-that-is-a-list': envelopeRefused('A payload is an object.', [envelope]),
    'envelope-with-null-for-its-parts': envelopeWith('Only what is said to may be null.', { parts: null }),
    'envelope-with-unknown-member': envelopeWith('Nothing may be added.', { remarks: '' }),
    'envelope-without-locator': envelopeWith('Nothing may be left out.', { locator: undefined }),
    'envelope-of-unknown-purpose': envelopeWith('deposit or key_replacement.', { purpose: 'withdrawal' }),
    'envelope-whose-issuer-is-no-id': envelopeWith('The id, not the name.', { issuer: '見本建設業保証株式会社' }),
    'guarantee-number-with-wrong-check-digit': envelopeWith('The last digit follows from the others.', {
      guaranteeNumber: original.guaranteeNumber.slice(0, -1) + ((Number(original.guaranteeNumber.at(-1)) + 1) % 10),
    }),
    'guarantee-number-without-hyphens': envelopeWith('A number stands as it is printed.', {
      guaranteeNumber: original.guaranteeNumber.replaceAll('-', ''),
    }),
    'locator-with-an-unused-bit-set': envelopeWith('Other text for the same bytes.', {
      locator: `${envelope.locator.slice(0, -1)}B`,
    }),
    'digest-in-hexadecimal': envelopeWith('A digest is base64url, 43 characters.', {
      parts: {
        ...envelope.parts,
        pdf: { ...envelope.parts.pdf, digest: Buffer.from(envelope.parts.pdf.digest, 'base64url').toString('hex') },
      },
    }),
    'envelope-without-pdf': envelopeWith('Both parts are sealed.', {
      parts: { certificate: envelope.parts.certificate },
    }),
    'revision-as-text': envelopeWith('Nothing is converted.', { revision: '0' }),
    'revision-above-9999': laterWith('Revisions end at 9999.', { revision: 10_000 }),
    'sealed-at-in-milliseconds': envelopeWith('Seconds since the epoch.', { sealedAt: now.getTime() }),
    'status-from-a-day-that-is-none': envelopeWith('30 February.', { statusFrom: '2026-02-30' }),
    'status-of-the-clock': envelopeWith('expired is what the clock says, never a status that is signed.', {
      status: 'expired',
    }),
    'revision-0-as-amendment': envelopeWith('Revision 0 is the original.', { type: 'amendment' }),
    'revision-1-as-original': laterWith('There is one original.', { type: 'original' }),
    'amendment-that-says-cancelled': laterWith('The status follows from the type.', { status: 'cancelled' }),
    'revision-0-with-an-envelope-before-it': envelopeWith('The chain begins here.', { previous }),
    'revision-1-without-the-envelope-before-it': laterWith('The chain has no gap.', { previous: null }),
    'revision-0-under-key-generation-2': envelopeWith('The first key seals the original.', { keyGeneration: 2 }),
    'key-replacement-of-generation-1': replacementWith('The first key replaces none.', { keyGeneration: 1 }),
    'key-replacement-without-the-envelope-before-it': replacementWith('Something was deposited before.', {
      previous: null,
    }),
    'key-replacement-without-revisions': replacementWith('At least revision 0 is sealed anew.', { revisions: [] }),
    'key-replacement-with-members-of-a-deposit': replacementWith('Each purpose has its own members.', { revision: 0 }),

    'certificate-of-a-format-to-come': certificateWith(
      'A reader refuses a format that it does not know.',
      { format: 'esurety-certificate/2' },
      'format_unknown',
    ),
    'certificate-that-is-null': {
      about: 'A payload is an object.',
      operation: 'verifyCertificate',
      input: { jws: forgeJws({ key: mihon.certificate, payload: 'null' }) },
      error: 'member_invalid',
    },
    'certificate-with-unknown-member': certificateWith('Nothing may be added.', { note: '' }),
    'certificate-without-period': certificateWith('Nothing may be left out.', { period: undefined }),
    'certificate-with-amount-as-text': certificateWith('Yen are a JSON integer.', { amount: '5000000' }),
    'certificate-with-a-lone-surrogate': certificateWith('Names are well-formed Unicode.', { remarks: '\uD842' }),
    'certificate-whose-history-ends-early': certificateWith('The history has an entry for each revision.', {
      ...amended,
      history: original.history,
    }),
    'certificate-whose-status-contradicts-its-history': certificateWith('The status follows from the history.', {
      status: 'cancelled',
    }),

    'call-expired': callWith('exp is now.', { iat: seconds - callLifetime, exp: seconds }, 'call_expired'),
    'call-from-the-future': callWith(
      'iat lies 61 seconds ahead.',
      { iat: seconds + 61, exp: seconds + 120 },
      'call_not_yet_valid',
    ),
    'call-that-holds-for-an-hour': callWith('At most 300 seconds.', { exp: seconds + 3600 }, 'call_lifetime_too_long'),
    'call-for-another-audience': callWith(
      'Made for another store.',
      { aud: 'https://other.example.jp' },
      'wrong_audience',
    ),
    'call-with-a-list-of-audiences': callWith('One audience, as text.', { aud: [audience] }),
    'call-with-a-claim-that-is-unknown': callWith('Nothing may be added.', { nbf: seconds }),
    'call-without-jti': callWith('Each call can be told from every other.', { jti: undefined }),
    'call-with-a-short-jti': callWith('At least 16 characters.', { jti: '1' }),
    'call-in-the-name-of-another-issuer': callWith(
      'iss is not the owner of the key.',
      {},
      'signer_is_not_issuer',
      hikaku.call,
    ),
    'call-whose-subject-is-another': callWith(
      'An issuer speaks for itself.',
      { sub: 'hikaku' },
      'signer_is_not_issuer',
    ),
    'call-signed-by-envelope-key': callWith('A key for each purpose.', {}, 'wrong_key_purpose', {
      ...mihon.envelope,
      purpose: 'call',
    }),
  },
};
