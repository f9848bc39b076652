import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeIssuerKeys, publicKeys } from '@e-surety/issuer-keys';
import { pinKey } from '@e-surety/seal/verify';
import postgres from 'postgres';
import t from 'tap';
import { makeViewTokenKey } from '../stack/keys.js';
import { emptyFolder, startTestStack } from '../testing/stack.js';
import { standIns } from './stand-ins/programs.js';

t.test('each part can be killed and started again at its old address', async (t) => {
  const stack = await startTestStack(t, { programs: standIns });
  const starts = () => countStarts(stack.databaseUrls.issuer);
  t.equal(await starts(), 1);
  await stack.kill('issuer');
  await t.rejects(fetch(stack.issuerUrl));
  await stack.kill('postgres');
  await t.rejects(starts());
  await stack.restart('postgres');
  t.equal(await starts(), 1, 'what was there is there');
  await stack.restart('issuer');
  t.equal((await fetch(stack.issuerUrl)).status, 200);
  t.equal(await starts(), 2);
  await stack.restart('dsure');
  t.equal((await fetch(stack.dsureUrl)).status, 200);
  const died = await Promise.race([stack.died, Promise.resolve('nobody')]);
  t.equal(died, 'nobody', 'a part that we end has not died');
});

t.test('a service that does not start says why in its own words, and nothing stays behind', async (t) => {
  const environment = { dsure: { CRASH_AT_START: 'DATABASE_URL is not usable' } };
  await t.rejects(startTestStack(t, { programs: standIns, environment }), {
    message: /^D-Sure did not start; its own words are above/,
    output: /DATABASE_URL is not usable/,
  });
});

t.test("the issuer's keys: one for each purpose, closed to others, made once", async (t) => {
  const folder = emptyFolder(t);
  await makeIssuerKeys(folder, '見本建設業保証株式会社');
  const { keys } = publicKeys(folder);
  t.same(
    keys.map((key) => pinKey(key, 'mihon').purpose),
    ['certificate', 'envelope', 'call'],
  );
  const files = ['certificate', 'envelope', 'call', 'access-token'].map((name) => `${name}.private.jwk.json`);
  for (const file of [...files, 'pdf-signing.key.pem', 'pdf-signing.cert.pem', 'key-encryption.json']) {
    t.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
  }
  for (const file of files) {
    const key = JSON.parse(read(folder, file)) as { kid: string; x: string };
    t.same(createPublicKey(createPrivateKey({ key, format: 'jwk' })).export({ format: 'jwk' }).x, key.x);
  }
  const { active, keys: encryptionKeys } = JSON.parse(read(folder, 'key-encryption.json'));
  t.equal(Buffer.from(encryptionKeys[active], 'base64url').length, 32);
  const before = digestOf(folder, files);
  await makeIssuerKeys(folder, '見本建設業保証株式会社');
  t.equal(digestOf(folder, files), before, 'and what was signed with them stays verifiable');
});

t.test("the PDF key's certificate names the issuer for ten years", async (t) => {
  const folder = emptyFolder(t);
  await makeIssuerKeys(folder, '見本建設業保証株式会社');
  const certificate = new X509Certificate(read(folder, 'pdf-signing.cert.pem'));
  t.equal(certificate.subject, 'CN=見本建設業保証株式会社');
  t.ok(certificate.checkPrivateKey(createPrivateKey(read(folder, 'pdf-signing.key.pem'))));
  t.ok(certificate.verify(certificate.publicKey));
  t.notOk(certificate.ca);
  const years = new Date(certificate.validTo).getFullYear() - new Date(certificate.validFrom).getFullYear();
  t.equal(years, 10);
});

t.test("D-Sure's key has 32 random bytes", async (t) => {
  const folder = emptyFolder(t);
  const key = readFileSync(await makeViewTokenKey(folder), 'utf8');
  t.equal(Buffer.from(key, 'base64url').length, 32);
  t.equal(readFileSync(await makeViewTokenKey(folder), 'utf8'), key);
});

async function countStarts(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql`select count(*)::int as count from starts`;
    return row!.count as number;
  } finally {
    await sql.end();
  }
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function digestOf(folder: string, files: string[]): string {
  return createHash('sha256')
    .update(files.map((file) => read(folder, file)).join())
    .digest('hex');
}
