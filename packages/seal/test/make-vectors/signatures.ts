import { createHmac } from 'node:crypto';
import type { PrivateJwk, SealErrorCode } from '../../src/format.js';
import { signCertificate } from '../../src/sign.js';
import { makeDeposit } from '../deposits.js';
import { amended, cancelled, corrected, original, publicHalf, signers, testKeys, voided } from '../world.js';
import { type ForgedJws, flipFirstBit, forgeJws, setUnusedBit, withSegment } from './forge.js';
import type { AnyVector, Vectors } from './vector.js';

const { mihon, hikaku } = testKeys.pinned;
const { envelope, body, contents } = await makeDeposit(original);
const good = body.envelope;

function refused(about: string, jws: string, error: SealErrorCode): AnyVector<'invalid'> {
  return { about, operation: 'verifyEnvelope', input: { jws }, error };
}

function forged(about: string, changes: Partial<ForgedJws>, error: SealErrorCode): AnyVector<'invalid'> {
  return refused(about, forgeJws({ key: mihon.envelope, payload: envelope, ...changes }), error);
}

/** The attack on verifiers that take the algorithm from the header: the public key is used as a secret. */
function keyedWithPublicKey(key: PrivateJwk): string {
  const header = { alg: 'HS256', typ: 'esurety-envelope+jws', kid: key.kid };
  const signed = [header, envelope].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', JSON.stringify(publicHalf(key)))
    .update(signed)
    .digest('base64url')}`;
}

const text = JSON.stringify(envelope);
const unsigned = withSegment(good, 0, () => Buffer.from('{"alg":"none"}').toString('base64url'));

export const signatureVectors: Vectors = {
  valid: {
    'certificate-original': certificate(
      'Revision 0 of a 契約保証, with names that normalising would change.',
      contents.certificate,
    ),
    'certificate-amended': certificate(
      'An amendment, with what stood before and after.',
      await signCertificate(amended, signers.certificate),
    ),
    'certificate-corrected': certificate(
      'A correction: no change in 変更回数.',
      await signCertificate(corrected, signers.certificate),
    ),
    'certificate-cancelled': certificate(
      'A cancellation that counts from a later day.',
      await signCertificate(cancelled, signers.certificate),
    ),
    'certificate-void': certificate(
      'Revision 1 takes a wrong issue back.',
      await signCertificate(voided, signers.certificate),
    ),
    'envelope-of-a-deposit': {
      about: 'The envelope of revision 0.',
      operation: 'verifyEnvelope',
      input: { jws: good },
    },
    'envelope-with-members-in-another-order': {
      about: 'The order of members is free, in the header and in the payload.',
      operation: 'verifyEnvelope',
      input: {
        jws: forgeJws({
          key: mihon.envelope,
          header: JSON.stringify({ kid: mihon.envelope.kid, typ: 'esurety-envelope+jws', alg: 'ES256' }),
          payload: Object.fromEntries(Object.entries(envelope).reverse()),
        }),
      },
    },
  },
  invalid: {
    'jwk-in-header': forged(
      'The signer brings its own key.',
      {
        key: testKeys.notPinned.envelope,
        header: { kid: mihon.envelope.kid, jwk: publicHalf(testKeys.notPinned.envelope) },
      },
      'key_in_header',
    ),
    'jwk-in-header-of-a-pinned-key': forged(
      'Not even the right key may stand in a header.',
      { header: { jwk: publicHalf(mihon.envelope) } },
      'key_in_header',
    ),
    'jku-in-header': forged('A link to keys.', { header: { jku: 'https://example.jp/jwks.json' } }, 'key_in_header'),
    'x5c-in-header': forged('A certificate chain.', { header: { x5c: ['MIIB'] } }, 'key_in_header'),
    'x5u-in-header': forged('A link to a chain.', { header: { x5u: 'https://example.jp/x.pem' } }, 'key_in_header'),
    'crit-in-header': forged(
      'An extension that must be understood, and is not.',
      { header: { crit: ['exp'], exp: 4_000_000_000 } },
      'critical_extension',
    ),
    'b64-false-in-header': forged(
      'An unencoded payload (RFC 7797).',
      { header: { crit: ['b64'], b64: false } },
      'critical_extension',
    ),
    'alg-none': refused(
      'No signature at all.',
      withSegment(unsigned, 2, () => ''),
      'algorithm_refused',
    ),
    'alg-hs256-keyed-with-the-public-key': refused(
      'A MAC under what everybody knows.',
      keyedWithPublicKey(mihon.envelope),
      'algorithm_refused',
    ),
    'alg-es384': forged('ES256 is the only algorithm.', { header: { alg: 'ES384' } }, 'algorithm_refused'),
    'typ-missing': forged(
      'A signature that does not say what it is for.',
      { header: { typ: undefined } },
      'wrong_type',
    ),
    'typ-in-capitals': forged(
      'typ is compared letter by letter.',
      { header: { typ: 'ESURETY-ENVELOPE+JWS' } },
      'wrong_type',
    ),
    'certificate-presented-as-envelope': refused(
      'A good signature, made for another purpose.',
      contents.certificate,
      'wrong_type',
    ),
    'kid-missing': forged('The key is named by kid alone.', { header: { kid: undefined } }, 'member_invalid'),
    'kid-that-is-no-thumbprint': forged('A kid has 43 characters.', { header: { kid: 'key-1' } }, 'member_invalid'),
    'header-with-unknown-member': forged('cty is no member here.', { header: { cty: 'JWT' } }, 'member_invalid'),
    'header-with-white-space': forged(
      'JSON has one spelling: no white space.',
      { header: `{"alg":"ES256", "typ":"esurety-envelope+jws","kid":"${mihon.envelope.kid}"}` },
      'malformed',
    ),
    'header-with-a-member-twice': forged(
      'Two readers could take another one each.',
      { header: `{"alg":"none","alg":"ES256","typ":"esurety-envelope+jws","kid":"${mihon.envelope.kid}"}` },
      'malformed',
    ),
    'header-that-is-a-list': forged('A header is an object.', { header: '[]' }, 'malformed'),

    'envelope-signed-by-certificate-key': refused(
      'The issuer signed, but with its key for certificates.',
      forgeJws({ key: { ...mihon.certificate, purpose: 'envelope' }, payload: envelope }),
      'wrong_key_purpose',
    ),
    'envelope-signed-by-another-issuer': forged(
      'A pinned key for envelopes, of an issuer that the envelope does not name.',
      { key: hikaku.envelope },
      'signer_is_not_issuer',
    ),
    'envelope-signed-by-a-key-that-is-not-pinned': forged(
      'A stranger.',
      { key: testKeys.notPinned.envelope },
      'unknown_key',
    ),
    'envelope-signed-by-a-stranger-under-a-pinned-kid': forged(
      'The kid of the issuer, the signature of a stranger.',
      { key: testKeys.notPinned.envelope, header: { kid: mihon.envelope.kid } },
      'signature_invalid',
    ),
    'certificate-signed-by-another-issuer': {
      about: 'A pinned key for certificates, of an issuer that the certificate does not name.',
      operation: 'verifyCertificate',
      input: { jws: forgeJws({ key: hikaku.certificate, payload: original }) },
      error: 'signer_is_not_issuer',
    },

    'signature-in-der': forged('JWS has r and s as 32 bytes each.', { dsaEncoding: 'der' }, 'signature_invalid'),
    'signature-with-a-flipped-bit': refused('One bit.', withSegment(good, 2, flipFirstBit), 'signature_invalid'),
    'signature-empty': refused(
      'Nothing after the second point.',
      withSegment(good, 2, () => ''),
      'signature_invalid',
    ),
    'signature-of-zeros': refused(
      'r = s = 0, which some verifiers once took for any message.',
      withSegment(good, 2, () => Buffer.alloc(64).toString('base64url')),
      'signature_invalid',
    ),
    'signature-whose-last-character-has-an-unused-bit-set': refused(
      'Other text for the same bytes.',
      withSegment(good, 2, setUnusedBit),
      'malformed',
    ),
    'signature-with-padding': refused('base64url has no padding here.', `${good}==`, 'malformed'),
    'payload-exchanged': refused(
      'The signature of one envelope under the payload of another.',
      withSegment(good, 1, () => Buffer.from(JSON.stringify({ ...envelope, sealedAt: 0 })).toString('base64url')),
      'signature_invalid',
    ),
    'jws-of-two-segments': refused('The signature is missing.', good.slice(0, good.lastIndexOf('.')), 'malformed'),
    'jws-of-four-segments': refused('Something follows the signature.', `${good}.e30`, 'malformed'),
    'jws-in-json-serialisation': refused(
      'Only the compact serialisation is taken.',
      JSON.stringify({ payload: good.split('.')[1], protected: good.split('.')[0], signature: good.split('.')[2] }),
      'malformed',
    ),

    'payload-with-white-space': forged('JSON has one spelling.', { payload: `${text} ` }, 'malformed'),
    'payload-with-a-member-twice': forged(
      'Two readers could take another one each.',
      { payload: text.replace('{', '{"revision":1,') },
      'malformed',
    ),
    'payload-with-a-needless-escape': forged(
      'Only what must be escaped is.',
      { payload: text.replace('"mihon"', '"\\u006dihon"') },
      'malformed',
    ),
    'payload-with-a-number-in-another-spelling': forged(
      '1.0 is written 1.',
      { payload: text.replace('"keyGeneration":1', '"keyGeneration":1.0') },
      'malformed',
    ),
    'payload-with-a-byte-order-mark': forged('No mark before the text.', { payload: `\uFEFF${text}` }, 'malformed'),
    'payload-that-is-not-utf-8': forged(
      'A name in Shift_JIS.',
      { payload: Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0x95, 0x78]), Buffer.from('"}')]) },
      'malformed',
    ),
  },
};

function certificate(about: string, jws: string): AnyVector<'valid'> {
  return { about, operation: 'verifyCertificate', input: { jws } };
}
