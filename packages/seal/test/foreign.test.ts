/** Programs that share no code with this one read what it makes, and it reads what they make. */
import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { keyMaterialOf } from '@e-surety/domain';
import * as jose from 'jose';
import t from 'tap';
import { digestOf, type PartFacts, type PublicJwk } from '../src/format.js';
import { openPart } from '../src/open.js';
import { signCall } from '../src/sign.js';
import { verifyCall, verifyCertificate, verifyEnvelope } from '../src/verify.js';
import { makeDeposit } from './deposits.js';
import { partHeader } from './make-vectors/forge.js';
import { audience, first, firstKey, now, original, pinned, signers, testKeys } from './world.js';

/** Neither brings types: these are the members that are used here. */
const require = createRequire(import.meta.url);
const auth0: {
  verify(jws: string, algorithm: string, publicKey: string): boolean;
  sign(options: { header: object; payload: object; privateKey: object }): string;
} = require('jws');
const nodeJose: {
  JWK: { asKey(jwk: object): Promise<object> };
  JWS: { createVerify(key: object): { verify(jws: string): Promise<{ payload: Buffer }> } };
  JWE: {
    createDecrypt(key: object): { decrypt(jwe: string): Promise<{ plaintext: Buffer }> };
    createEncrypt(options: object, key: object): { update(content: string): { final(): Promise<string> } };
  };
} = require('node-jose');

const { envelope, body, contents } = await makeDeposit(original);
const { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom } = envelope;
const facts: PartFacts = { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom, part: 'certificate' };
const jti = '0b9c2a52-7f1e-4d5c-9c52-3f1f0c7a4f10';

const signatures = [
  { jws: contents.certificate, key: signers.certificate.publicJwk },
  { jws: body.envelope, key: signers.envelope.publicJwk },
  { jws: await signCall({ audience, now, jti }, signers.call), key: signers.call.publicJwk },
];
const version = openssl(['version'])?.toString() ?? '';
const secretJwk = { kty: 'oct', k: Buffer.from(first.sealingKey).toString('base64url') };

t.test('auth0 jws verifies what is signed', async (t) => {
  for (const { jws, key } of signatures) {
    t.ok(auth0.verify(jws, 'ES256', pem(key)));
    t.notOk(auth0.verify(jws, 'ES256', pem(testKeys.notPinned.envelope)));
  }
});

t.test('node-jose verifies what is signed', async (t) => {
  for (const { jws, key } of signatures) {
    const { payload } = await nodeJose.JWS.createVerify(await nodeJose.JWK.asKey(key)).verify(jws);
    t.strictSame(payload, Buffer.from(jws.split('.')[1]!, 'base64url'));
  }
});

t.test('jose verifies what is signed', async (t) => {
  for (const { jws, key } of signatures) t.ok(await jose.compactVerify(jws, await jose.importJWK({ ...key }, 'ES256')));
});

t.test('openssl verifies what is signed', { skip: !version && 'openssl is not installed' }, async (t) => {
  const folder = t.testdir({});
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  for (const { jws, key } of signatures) {
    const [header, payload, signature] = jws.split('.') as [string, string, string];
    const check = (signed: string) =>
      openssl([
        'dgst',
        '-sha256',
        '-verify',
        file('key.pem', pem(key)),
        '-signature',
        file('signature.der', der(signature)),
        file('signed', signed),
      ]);
    t.match(check(`${header}.${payload}`), /Verified OK/);
    t.notOk(check(`${header}.${payload}x`));
  }
});

const derivesKeys = /^OpenSSL [3-9]/.test(version);
t.test('openssl derives the same locator and sealing key', { skip: !derivesKeys && 'needs OpenSSL 3' }, async (t) => {
  const derived = openssl([
    ...['kdf', '-keylen', '64', '-kdfopt', 'digest:SHA512', '-kdfopt', `key:${keyMaterialOf(firstKey)}`],
    ...['-kdfopt', 'salt:e-surety/authentication-key/v1', '-kdfopt', 'info:locator|sealing-key', '-binary', 'HKDF'],
  ]);
  t.strictSame(derived, Buffer.concat([Buffer.from(first.locator, 'base64url'), first.sealingKey]));
});

t.test('node-jose opens what is sealed', async (t) => {
  const decrypt = nodeJose.JWE.createDecrypt(await nodeJose.JWK.asKey(secretJwk));
  t.equal((await decrypt.decrypt(body.parts.certificate)).plaintext.toString(), contents.certificate);
  t.strictSame((await decrypt.decrypt(body.parts.pdf)).plaintext, contents.pdf);
});

t.test('jose opens what is sealed', async (t) => {
  const { plaintext, protectedHeader } = await jose.compactDecrypt(body.parts.pdf, first.sealingKey);
  t.strictSame(Buffer.from(plaintext), contents.pdf);
  t.equal(protectedHeader.digest, envelope.parts.pdf.digest);
});

t.test('what auth0 jws signs is verified', async (t) => {
  const { envelope: key } = testKeys.pinned.mihon;
  const jws = auth0.sign({
    header: { alg: 'ES256', typ: 'esurety-envelope+jws', kid: key.kid },
    payload: envelope,
    privateKey: signers.envelope.privateKey,
  });
  t.strictSame(verifyEnvelope(jws, pinned).envelope, envelope);
});

t.test('what jose signs as a JWT is verified as a call', async (t) => {
  const seconds = now.getTime() / 1000;
  const jwt = await new jose.SignJWT({
    iss: 'mihon',
    sub: 'mihon',
    aud: audience,
    iat: seconds,
    exp: seconds + 60,
    jti,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'esurety-call+jwt', kid: signers.call.kid })
    .sign(signers.call.privateKey);
  t.match(verifyCall(jwt, { keys: pinned, audience, now }), { issuer: 'mihon', jti });
});

t.test('what jose and node-jose seal is opened', async (t) => {
  const header = partHeader(facts, digestOf(contents.certificate));
  const byJose = await new jose.CompactEncrypt(Buffer.from(contents.certificate))
    .setProtectedHeader(header as jose.CompactJWEHeaderParameters)
    .encrypt(first.sealingKey);
  const key = await nodeJose.JWK.asKey({ ...secretJwk, alg: 'A256GCM' });
  const options = { format: 'compact', contentAlg: 'A256GCM', fields: header };
  const byNodeJose = await nodeJose.JWE.createEncrypt(options, { key, reference: false, header: {} })
    .update(contents.certificate)
    .final();

  for (const jwe of [byJose, byNodeJose]) {
    const { content } = openPart(jwe, first.sealingKey, facts);
    t.strictSame(verifyCertificate(content.toString('ascii'), pinned).certificate, original);
  }
});

function pem({ kty, crv, x, y }: PublicJwk): string {
  return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString();
}

/** Standard output, or null if it did not end well. */
function openssl(args: string[]): Buffer | null {
  const { status: code, stdout } = spawnSync('openssl', args);
  return code === 0 ? stdout : null;
}

/** JWS has r and s side by side; openssl wants them as a SEQUENCE of two INTEGERs. */
function der(signature: string): Buffer {
  const bytes = Buffer.from(signature, 'base64url');
  const [r, s] = [bytes.subarray(0, 32), bytes.subarray(32)].map((half) => {
    const digits = half.subarray(half.findIndex((byte) => byte !== 0));
    const positive = digits[0]! & 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
    return Buffer.concat([Buffer.of(2, positive.length), positive]);
  }) as [Buffer, Buffer];
  return Buffer.concat([Buffer.of(0x30, r.length + s.length), r, s]);
}
