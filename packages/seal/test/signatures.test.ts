import { type Certificate, yen } from '@e-surety/domain';
import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { callLifetime, SealError } from '../src/format.js';
import { readPartHeader } from '../src/open.js';
import { createSigner, generatePrivateJwk, signCall, signCertificate, signEnvelope } from '../src/sign.js';
import { pinKey, verifyCall, verifyCertificate, verifyEnvelope } from '../src/verify.js';
import { makeDeposit } from './deposits.js';
import { forgeJws } from './make-vectors/forge.js';
import { amended, audience, cancelled, now, original, pinned, signers, testKeys } from './world.js';

const { envelope, body } = await makeDeposit(original);
const certificateJws = await signCertificate(original, signers.certificate);
const jti = '0b9c2a52-7f1e-4d5c-9c52-3f1f0c7a4f10';

t.test('what an issuer signs is verified with its pinned key', async (t) => {
  t.strictSame(verifyCertificate(certificateJws, pinned), { certificate: original, kid: signers.certificate.kid });
  t.strictSame(verifyEnvelope(body.envelope, pinned), { envelope, kid: signers.envelope.kid });
});

t.test('a certificate of every type is verified', async (t) => {
  for (const certificate of [amended, cancelled]) {
    const jws = await signCertificate(certificate, signers.certificate);
    t.strictSame(verifyCertificate(jws, pinned).certificate, certificate);
  }
});

t.test('names come out of a certificate byte for byte as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (name) => {
      const certificate: Certificate = { ...original, orderer: { ...original.orderer, name } };
      const jws = await signCertificate(certificate, signers.certificate);
      return verifyCertificate(jws, pinned).certificate.orderer.name === name;
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  );
});

t.test('a certificate that is signed again has other bytes, so that what was signed must be kept', async (t) => {
  t.not(await signCertificate(original, signers.certificate), certificateJws);
});

t.test('nothing is signed that a verifier would refuse', async (t) => {
  const contradictory = { ...original, amount: yen(1) };
  await t.rejects(signCertificate(contradictory, signers.certificate), {
    code: 'member_invalid',
    at: '/ratio/percent',
  });
  await t.rejects(signEnvelope({ ...envelope, keyGeneration: 2 }, signers.envelope), { code: 'member_invalid' });
  await t.rejects(signCall({ audience, now, jti: 'short' }, signers.call), { code: 'member_invalid', at: '/jti' });

  const ofAnother = createSigner(testKeys.pinned.hikaku.certificate, { issuer: 'hikaku', purpose: 'certificate' });
  await t.rejects(signCertificate(original, ofAnother), { code: 'signer_is_not_issuer' });
});

t.test('a flipped bit anywhere in a compact JWS is refused', async () => {
  fc.assert(
    fc.property(fc.constantFrom(certificateJws, body.envelope), fc.nat(), fc.nat(6), (jws, place, bit) => {
      const bytes = Buffer.from(jws);
      bytes[place % bytes.length]! ^= 1 << bit;
      const flipped = bytes.toString('latin1');
      return refuses(() => verifyCertificate(flipped, pinned)) && refuses(() => verifyEnvelope(flipped, pinned));
    }),
    { numRuns },
  );
});

t.test('a flipped bit anywhere in the bytes that a JWS stands for is refused', async () => {
  fc.assert(
    fc.property(fc.nat(2), fc.nat(), fc.nat(7), (segment, place, bit) => {
      const segments = body.envelope.split('.').map((text) => Buffer.from(text, 'base64url'));
      const bytes = segments[segment]!;
      bytes[place % bytes.length]! ^= 1 << bit;
      const flipped = segments.map((part) => part.toString('base64url')).join('.');
      return refuses(() => verifyEnvelope(flipped, pinned));
    }),
    { numRuns },
  );
});

t.test('whatever is sent, the answer is a refusal with a code and no other error', async () => {
  const segment = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constant(Buffer.from(body.envelope.split('.')[0]!, 'base64url').toString()),
  );
  const text = fc.oneof(
    fc.string(),
    fc
      .array(segment, { maxLength: 6 })
      .map((parts) => parts.map((part) => Buffer.from(part).toString('base64url')).join('.')),
  );
  fc.assert(
    fc.property(
      text,
      (sent) =>
        refuses(() => verifyCertificate(sent, pinned)) &&
        refuses(() => verifyEnvelope(sent, pinned)) &&
        refuses(() => verifyCall(sent, { keys: pinned, audience, now })) &&
        refuses(() => readPartHeader(sent)),
    ),
    { numRuns },
  );
});

t.test('an envelope with any member exchanged for any other value is refused, or is that envelope', async () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(envelope)), fc.jsonValue(), (member, value) => {
      const payload = { ...envelope, [member]: value };
      const jws = forgeJws({ key: testKeys.pinned.mihon.envelope, payload });
      try {
        return JSON.stringify(verifyEnvelope(jws, pinned).envelope) === JSON.stringify(payload);
      } catch (error) {
        return error instanceof SealError;
      }
    }),
    { numRuns },
  );
});

t.test('a call holds from its signing, for its lifetime and not longer', async (t) => {
  const jwt = await signCall({ audience, now, jti }, signers.call);
  const at = (seconds: number) =>
    verifyCall(jwt, { keys: pinned, audience, now: new Date(now.getTime() + seconds * 1000) });
  t.strictSame(at(0), {
    issuer: 'mihon',
    jti,
    expiresAt: new Date(now.getTime() + callLifetime * 1000),
    kid: signers.call.kid,
  });
  t.ok(at(-60), 'a clock of D-Sure that is a minute late');
  t.throws(() => at(-61), { code: 'call_not_yet_valid' });
  t.ok(at(callLifetime - 1));
  t.throws(() => at(callLifetime), { code: 'call_expired' });
});

t.test('a signer is made only of both halves of one key, for its own purpose', async (t) => {
  const jwk = generatePrivateJwk('envelope');
  const other = generatePrivateJwk('envelope');
  const make = (changed: object) => () =>
    createSigner({ ...jwk, ...changed }, { issuer: 'mihon', purpose: 'envelope' });
  t.equal(make({})().kid, jwk.kid);
  t.throws(make({ d: other.d }), { code: 'key_invalid', at: '/d' });
  t.throws(make({ kid: other.kid }), { code: 'key_invalid', at: '/kid' });
  t.throws(make({ purpose: 'call' }), { code: 'key_invalid', at: '/purpose' });
  t.throws(make({ d: undefined }), { code: 'key_invalid', at: '/d' });
  t.throws(make({ d: Buffer.alloc(32).toString('base64url') }), { code: 'key_invalid' });
});

t.test('what a signer publishes can be pinned, and holds no private half', async (t) => {
  const { publicJwk } = createSigner(generatePrivateJwk('call'), { issuer: 'mihon', purpose: 'call' });
  t.notOk('d' in publicJwk);
  t.match(pinKey(publicJwk, 'mihon'), { issuer: 'mihon', purpose: 'call', kid: publicJwk.kid });
});

t.test('a refusal names the member and never its value', async (t) => {
  const secret = '髙﨑建設';
  const withNumber = { ...original, works: { ...original.works, contractNumber: secret, number: 1 as never } };
  const error = await signCertificate(withNumber, signers.certificate).catch((reason: unknown) => reason);
  t.match(error, { code: 'member_invalid', at: '/works/number', message: 'member_invalid: /works/number' });
  t.notOk(JSON.stringify({ ...(error as SealError), stack: (error as SealError).stack }).includes(secret));

  const unreadable = forgeJws({ key: testKeys.pinned.mihon.certificate, payload: `{"name":"${secret}",}` });
  t.throws(() => verifyCertificate(unreadable, pinned), { code: 'malformed', message: 'malformed', cause: undefined });
});

function refuses(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof SealError;
  }
}
