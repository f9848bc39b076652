import { createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { authenticationKeyFrom, keyMaterialOf } from '@e-surety/domain';
import fc from 'fast-check';
import t from 'tap';
import { numRuns } from '../../../scripts/testing/extent.js';
import { deriveFromKey } from '../src/derive.js';
import { digestOf, type Envelope, type PartFacts, partSizeLimits, SealError } from '../src/format.js';
import { checkDeposit, openPart, readPartHeader } from '../src/open.js';
import { sealKeyReplacement, sealPart } from '../src/seal.js';
import { type ChainHead, checkSuccession, checkUnchanged } from '../src/verify.js';
import { type MadeDeposit, makeDeposit, makeKeyReplacement } from './deposits.js';
import { forgeJwe, partHeader } from './make-vectors/forge.js';
import { amended, cancelled, corrected, first, firstKey, original, second } from './world.js';

const made = await makeDeposit(original);
const { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom } = made.envelope;
const pdfFacts: PartFacts = { issuer, guaranteeNumber, revision, keyGeneration, status, statusFrom, part: 'pdf' };
const anyKey = fc.uint8Array({ minLength: 17, maxLength: 17 }).map(authenticationKeyFrom);

t.test('locator and sealing key are the two halves of HKDF-SHA-512 over the 26 random symbols', async () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const { locator, sealingKey } = deriveFromKey(key);
      const halves = Buffer.concat([Buffer.from(locator, 'base64url'), sealingKey]);
      const salt = Buffer.from('e-surety/authentication-key/v1');
      const info = Buffer.from('locator|sealing-key');
      const material = Buffer.from(keyMaterialOf(key), 'ascii');
      return (
        halves.equals(Buffer.from(hkdfSync('sha512', material, salt, info, 64))) &&
        halves.equals(hkdfByTheBook(material, salt, info, 64)) &&
        sealingKey.length === 32
      );
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
});

t.test('two keys that differ in one symbol share neither locator nor sealing key', async (t) => {
  const neighbour = deriveFromKey(authenticationKeyFrom(Uint8Array.of(1, ...Buffer.alloc(16))));
  const key = deriveFromKey(authenticationKeyFrom(Buffer.alloc(17)));
  t.not(neighbour.locator, key.locator);
  t.notSame(neighbour.sealingKey, key.sealingKey);
});

t.test('what is sealed comes out of its part byte for byte', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
      const opened = openPart(sealPart(content, pdfFacts, first.sealingKey), first.sealingKey, pdfFacts);
      return opened.content.equals(content) && opened.header.digest === digestOf(content);
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
});

t.test('the same content sealed twice shares no initialisation vector', async (t) => {
  const [one, other] = [1, 2].map(() => sealPart(made.contents.pdf, pdfFacts, first.sealingKey).split('.')[2]);
  t.not(one, other);
});

t.test('a part tells what it is without its key, and nothing of what it holds', async (t) => {
  const { certificate } = made.body.parts;
  t.strictSame(readPartHeader(certificate), {
    ...pdfFacts,
    part: 'certificate',
    digest: digestOf(made.contents.certificate),
  });
  const [header = ''] = certificate.split('.');
  t.notOk(Buffer.from(header, 'base64url').toString().includes('富士見町'));
});

t.test('a flipped bit anywhere in a part is refused', async () => {
  const jwe = made.body.parts.pdf;
  fc.assert(
    fc.property(fc.nat(), fc.nat(6), (place, bit) => {
      const bytes = Buffer.from(jwe);
      bytes[place % bytes.length]! ^= 1 << bit;
      const flipped = bytes.toString('latin1');
      const parts = { ...made.body.parts, pdf: flipped };
      return (
        codeOf(() => openPart(flipped, first.sealingKey, pdfFacts)) !== null &&
        codeOf(() => checkDeposit(made.envelope, parts)) !== null
      );
    }),
    { numRuns },
  );
});

t.test('no other key opens a part', async () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const { sealingKey } = deriveFromKey(key);
      return key === firstKey || codeOf(() => openPart(made.body.parts.pdf, sealingKey, pdfFacts)) === 'cannot_open';
    }),
    { numRuns: Math.ceil(numRuns / 5) },
  );
});

t.test('a part as large as may be is sealed and opened, a larger one neither', async (t) => {
  const largest = Buffer.alloc(partSizeLimits.pdf);
  t.strictSame(openPart(sealPart(largest, pdfFacts, first.sealingKey), first.sealingKey, pdfFacts).content, largest);

  const larger = Buffer.alloc(partSizeLimits.pdf + 1);
  t.equal(
    codeOf(() => sealPart(larger, pdfFacts, first.sealingKey)),
    'content_too_large',
  );
  const header = partHeader(pdfFacts, digestOf(larger));
  const jwe = forgeJwe({ header, content: larger, sealingKey: first.sealingKey });
  t.equal(
    codeOf(() => openPart(jwe, first.sealingKey, pdfFacts)),
    'content_too_large',
  );
});

t.test('nothing is sealed that a reader would refuse', async (t) => {
  const misnumbered = { ...pdfFacts, revision: -1 };
  t.throws(() => sealPart(made.contents.pdf, misnumbered, first.sealingKey), {
    code: 'member_invalid',
    at: '/revision',
  });
});

t.test('an envelope says what the certificate says that is sealed with it', async (t) => {
  t.match(made.envelope, {
    issuer: original.issuer.id,
    guaranteeNumber: original.guaranteeNumber,
    kind: original.kind,
    revision: 0,
    type: 'original',
    status: 'in_force',
    statusFrom: original.statusFrom,
    locator: first.locator,
    previous: null,
  });
});

t.test('a refusal of a deposit says which of its parts is meant', async (t) => {
  const header = { ...partHeader(pdfFacts, digestOf('')), status: 'expired' };
  const pdf = forgeJwe({ header, content: '', sealingKey: first.sealingKey });
  const check = (parts: object) => () => checkDeposit(made.envelope, { ...made.body.parts, ...parts });
  t.throws(check({ pdf }), { code: 'member_invalid', at: '/parts/pdf/status' });
  t.throws(check({ pdf: 'a.b' }), { code: 'malformed', at: '/parts/pdf' });
  t.throws(check({ certificate: made.body.parts.pdf }), { code: 'header_differs', at: '/parts/certificate/part' });
});

t.test('a key replacement takes the revisions of one guarantee in their order', async (t) => {
  const later = await makeDeposit(amended, { previous: made.head.digest });
  const facts = { keyGeneration: 2, previous: later.head.digest, sealedAt: new Date(0) };
  t.throws(() => sealKeyReplacement([later.contents, made.contents], facts, second), {
    code: 'revisions_differ',
    at: '/0',
  });
  t.throws(() => sealKeyReplacement([made.contents, made.contents], facts, second), {
    code: 'revisions_differ',
    at: '/1',
  });
});

t.test('each envelope of a chain follows its predecessor and no other', async (t) => {
  const { envelopes, heads } = await wholeChain();
  for (const [i, envelope] of envelopes.entries()) {
    for (const [j, head] of heads.entries()) {
      t.equal(codeOf(() => checkSuccession(envelope, head)) === null, i === j, `envelope ${i} after ${j} others`);
    }
  }
});

t.test('a key replacement that leaves a revision out follows no chain and repeats no deposit', async (t) => {
  const later = await makeDeposit(amended, { previous: made.head.digest });
  const { envelope } = await makeKeyReplacement([made], { key: second });
  t.throws(() => checkSuccession(envelope, { ...made.head, revision: 1 }), { code: 'revisions_differ' });
  t.throws(() => checkUnchanged(envelope, [made.deposited, later.deposited]), { code: 'revisions_differ' });
});

t.test('the doors of D-Sure lead to neither signing nor sealing', async (t) => {
  for (const door of ['format', 'derive', 'verify', 'open']) {
    const reached = [...modulesBehind(`../src/${door}.ts`)].map((url) => url.split('/').at(-1)!);
    t.strictSame(
      reached.filter((file) => ['sign.ts', 'seal.ts'].includes(file)),
      [],
      door,
    );
  }
});

/** Original, amendment, key replacement, correction, key replacement, cancellation. `heads[i]` is what envelope i finds. */
async function wholeChain(): Promise<{ envelopes: Envelope[]; heads: (ChainHead | null)[] }> {
  const r0 = made;
  const r1 = await makeDeposit(amended, { previous: r0.head.digest });
  const k2 = await makeKeyReplacement([r0, r1], { key: second });
  const r2 = await makeDeposit(corrected, { previous: k2.head.digest, keyGeneration: 2, key: second });
  const k3 = await makeKeyReplacement([r0, r1, r2], { key: first, keyGeneration: 3 });
  const r3: MadeDeposit = await makeDeposit(cancelled, { previous: k3.head.digest, keyGeneration: 3 });
  const chain = [r0, r1, k2, r2, k3, r3];
  return { envelopes: chain.map(({ envelope }) => envelope), heads: [null, ...chain.map(({ head }) => head)] };
}

/** RFC 5869, sections 2.2 and 2.3, word for word. */
function hkdfByTheBook(material: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  const hmac = (key: Buffer, data: Buffer) => createHmac('sha512', key).update(data).digest();
  const pseudoRandomKey = hmac(salt, material);
  let block: Buffer = Buffer.alloc(0);
  let output: Buffer = Buffer.alloc(0);
  for (let counter = 1; output.length < length; counter++) {
    block = hmac(pseudoRandomKey, Buffer.concat([block, info, Buffer.of(counter)]));
    output = Buffer.concat([output, block]);
  }
  return output.subarray(0, length);
}

function modulesBehind(path: string, seen = new Set<string>(), base: string | URL = import.meta.url): Set<string> {
  const url = new URL(path, base);
  if (seen.has(url.href)) return seen;
  seen.add(url.href);
  for (const [, imported] of readFileSync(url, 'utf8').matchAll(/ from '(\.[^']+)\.js'/g)) {
    modulesBehind(`${imported}.ts`, seen, url);
  }
  return seen;
}

function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof SealError) return error.code;
    throw error;
  }
}
