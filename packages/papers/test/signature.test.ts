import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { Certificate } from '@e-surety/domain';
import t from 'tap';
import { makeCertificate } from '../src/certificate/certificate.js';
import { InvalidSignature, type Signer, verifyPdf } from '../src/index.js';
import { requestTimestamp } from '../src/signature/timestamp.js';
import { createTimestampAuthority } from '../src/signature/timestamp-authority.js';
import { timestampPdf } from '../src/signature/timestamp-pdf.js';
import { extreme, usual } from './orders.js';
import { makeSigner } from './signers.js';
import { bodyOf, serve, startTimestampAuthority } from './timestamp-authority.js';
import { folder, lacks, run } from './tools.js';

const signer = makeSigner('見本建設業保証株式会社');
const signature = Uint8Array.of(1);
const order = { jws: 'eyJ.e30.c2ln', signedAt: new Date('2026-11-22T01:00:00Z') };
const sign = (by: Signer, certificate: Certificate = usual) => makeCertificate({ ...order, certificate, signer: by });
const timestamped = async (timestampUrl: string) =>
  timestampPdf(await sign({ ...signer, timestampUrl }), (signature) => requestTimestamp(timestampUrl, signature));

function flipped(pdf: Uint8Array, place: number, bit = 1): Uint8Array {
  const copy = pdf.slice();
  copy[place]! ^= bit;
  return copy;
}

t.test('a certificate is signed by the key of its certificate, over every byte but the signature', async (t) => {
  const pdf = await sign(signer);
  const { certificate, timestamp } = verifyPdf(pdf);
  t.equal(certificate.subject, 'CN=見本建設業保証株式会社');
  t.equal(timestamp, null);
  t.ok(verifyPdf(await sign(signer, extreme)));
});

t.test('a changed byte anywhere makes the signature invalid', async (t) => {
  const pdf = await sign(signer);
  const contents = Buffer.from(pdf).indexOf('/Contents <');
  const places = [
    ...Array.from({ length: 300 }, () => Math.floor(Math.random() * pdf.length)),
    // Every byte of the signature itself, its brackets included.
    ...Array.from({ length: 1800 }, (_, i) => contents + i),
    0,
    pdf.length - 1,
  ];
  const unnoticed = places.filter((place) => {
    try {
      // 32 turns a small hexadecimal digit into a capital, which means the same to a looser reader.
      verifyPdf(flipped(pdf, place, place % 2 === 0 ? 1 : 32));
      return true;
    } catch (error) {
      return !(error instanceof InvalidSignature);
    }
  });
  t.strictSame(unnoticed, []);
});

t.test('bytes put behind the signed ones, or a signature of another file, are not accepted', async (t) => {
  const pdf = Buffer.from(await sign(signer));
  const other = Buffer.from(await sign(signer, { ...usual, remarks: '別の証書' }));
  t.throws(() => verifyPdf(Buffer.concat([pdf, Buffer.from('\n')])), InvalidSignature);
  const contentsOf = (file: Buffer) =>
    file.subarray(file.indexOf('/Contents <'), file.indexOf('>', file.indexOf('/Contents <')));
  const swapped = Buffer.from(pdf);
  contentsOf(other).copy(swapped, swapped.indexOf('/Contents <'));
  t.equal(contentsOf(other).length, contentsOf(pdf).length);
  t.throws(() => verifyPdf(swapped), InvalidSignature);
  t.throws(() => verifyPdf(Buffer.from('%PDF-1.7')), InvalidSignature);
});

t.test('a signer without a certificate, or with a key of another kind, is refused', async (t) => {
  await t.rejects(sign({ ...signer, certificatePem: '' }), TypeError);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const privateKeyPem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  await t.rejects(sign({ ...signer, privateKeyPem }), TypeError);
});

t.test('pdfsig finds it valid, and invalid after one changed byte', { skip: lacks('pdfsig') }, async (t) => {
  const path = folder(t);
  const pdf = await sign(signer);
  writeFileSync(path('signed.pdf'), pdf);
  const report = run('pdfsig', path('signed.pdf'));
  t.match(report, 'Signature is Valid');
  t.match(report, 'ETSI.CAdES.detached');
  t.match(report, 'Total document signed');
  for (const place of [200, Math.floor(pdf.length / 2), pdf.length - 30]) {
    writeFileSync(path('changed.pdf'), flipped(pdf, place));
    t.notMatch(run('pdfsig', path('changed.pdf')), 'Signature is Valid', `byte ${place}`);
  }
});

t.test('openssl finds a CAdES signature', { skip: lacks('openssl') }, async (t) => {
  const path = folder(t);
  writeParts(path, Buffer.from(await sign(signer)));
  t.match(cmsVerify(path), 'CAdES Verification successful');
});

t.test('with an authority of RFC 3161 the signature carries its timestamp', { skip: lacks('openssl') }, async (t) => {
  const path = folder(t);
  const { url } = await startTimestampAuthority(t);
  const pdf = Buffer.from(await timestamped(url));
  const { timestamp } = verifyPdf(pdf);
  writeFileSync(path('token'), timestamp!);
  t.match(
    run('openssl', 'ts', '-reply', '-token_in', '-in', path('token'), '-text'),
    /Policy OID: (?:tsa_policy1|1\.2\.3\.4\.1)/u,
  );
  writeParts(path, pdf);
  t.match(cmsVerify(path), 'CAdES Verification successful');
  writeFileSync(path('timestamped.pdf'), pdf);
  await t.test('pdfsig finds it valid', { skip: lacks('pdfsig') }, async (t) => {
    t.match(run('pdfsig', path('timestamped.pdf')), 'Signature is Valid');
  });
  t.throws(
    () => verifyPdf(flipped(pdf, pdf.indexOf('>', pdf.indexOf('/Contents <')) - 9)),
    InvalidSignature,
    'the padding too',
  );
});

t.test('no certificate comes out when the authority fails, refuses or answers another question', async (t) => {
  const refusal = Buffer.from('30053003020102', 'hex');
  const answers: RequestListener[] = [
    (_, response) => response.writeHead(503).end(),
    (_, response) => response.end(refusal),
    (_, response) => response.end('not DER'),
  ];
  for (const answer of answers) await t.rejects(timestamped(await serve(t, answer)));
});

t.test('a timestamp over another signature is not taken', { skip: lacks('openssl') }, async (t) => {
  const honest = await startTimestampAuthority(t);
  let first: Promise<Buffer> | undefined;
  const url = await serve(t, async (request, response) => {
    const body = await bodyOf(request);
    first ??= fetch(honest.url, { method: 'POST', body }).then(async (answer) =>
      Buffer.from(await answer.arrayBuffer()),
    );
    response.end(await first);
  });
  await t.resolves(timestamped(url));
  await t.rejects(timestamped(url), /another question/u);
});

t.test('of an authority that does not answer, one question at a time is asked', async (t) => {
  const pending: { resolve: (token: Uint8Array) => void; reject: (error: Error) => void }[] = [];
  const ask = createTimestampAuthority(() => new Promise((resolve, reject) => pending.push({ resolve, reject })));
  const code = 'timestamp_failed';
  const both = [ask('', signature), ask('', signature)];
  t.equal(pending.length, 2, 'as long as it answers, all ask');
  for (const { reject } of pending.splice(0)) reject(new Error('timeout'));
  for (const each of both) await t.rejects(each, { code });

  const probe = ask('', signature);
  await t.rejects(ask('', signature), { code }, 'another one does not wait for it');
  t.equal(pending.length, 1);
  pending.pop()!.resolve(signature);
  t.equal(await probe, signature);
  const again = [ask('', signature), ask('', signature)];
  t.equal(pending.length, 2, 'it answers again: all ask');
  for (const { resolve } of pending) resolve(signature);
  await Promise.all(again);
});

/** The signature and what it covers, as files. */
function writeParts(path: (name: string) => string, pdf: Buffer): void {
  const open = pdf.indexOf('/Contents <') + '/Contents '.length;
  const close = pdf.indexOf('>', open) + 1;
  writeFileSync(path('content'), Buffer.concat([pdf.subarray(0, open), pdf.subarray(close)]));
  writeFileSync(path('signer.pem'), signer.certificatePem);
  writeFileSync(path('cms'), Buffer.from(pdf.toString('latin1', open + 1, close - 1), 'hex'));
}

function cmsVerify(path: (name: string) => string): string {
  const trust = ['-CAfile', path('signer.pem'), '-purpose', 'any'];
  const files = ['-in', path('cms'), '-content', path('content'), '-out', path('out')];
  return run('openssl', 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...trust, ...files);
}
