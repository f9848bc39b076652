import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Certificate } from '@e-surety/domain';
import { generatePrivateJwk } from '@e-surety/seal/sign';
import { thumbprint } from '@e-surety/seal/verify';
import t from 'tap';
import { thorough } from '../../../scripts/testing/extent.js';
import { makeCertificate } from '../../papers/src/certificate/certificate.js';
import { interim, usual } from '../../papers/test/orders.js';
import { makeSigner } from '../../papers/test/signers.js';
import { folder, lacks } from '../../papers/test/tools.js';
import { createSigner, signCertificate } from '../../seal/src/sign.js';
import { amended, cancelled, original as performance, voided } from '../../seal/test/world.js';
import { readPublishedKeys } from '../src/published-keys.js';
import { tell } from '../src/tell.js';
import { verifyFile } from '../src/verify-file.js';

const command = new URL('../dist/main.js', import.meta.url).pathname;
const recipe = [
  ...readFileSync(new URL('../../../docs/verify.md', import.meta.url), 'utf8').matchAll(/```sh\n([\s\S]*?)```/gu),
].map(([, code]) => code!);

const signer = createSigner(generatePrivateJwk('certificate'), { issuer: 'mihon', purpose: 'certificate' });
const pdfSigner = makeSigner('見本建設業保証株式会社');
const pdfKey = publicKeyIn(pdfSigner.certificatePem);
const jwks = {
  keys: [
    signer.publicJwk,
    pdfKey,
    createSigner(generatePrivateJwk('call'), { issuer: 'mihon', purpose: 'call' }).publicJwk,
  ],
};
const keys = readPublishedKeys(JSON.stringify(jwks));
const signedAt = new Date('2026-11-22T01:00:00Z');
const paperOf = async (certificate: Certificate, signedBy = pdfSigner) => {
  const jws = await signCertificate(certificate, signer);
  return { jws, pdf: await makeCertificate({ certificate, jws, signedAt, signer: signedBy }) };
};
const { jws, pdf } = await paperOf(usual);
const file = Buffer.from(jws);

const failing = (bytes: Uint8Array, by = keys) => {
  const { checks, certificate } = verifyFile(bytes, by);
  const last = checks.at(-1)!;
  return certificate === null && !last.passed ? last.name : 'nothing';
};

t.test('a certificate as it was issued is found genuine, as JWS and as PDF, of every kind', async (t) => {
  const ofItsYear = { ...interim, ratio: { percent: '33.3', of: 'fiscalYearBase' } } as const;
  for (const certificate of [usual, performance, ofItsYear, amended, cancelled, voided]) {
    const issued = await paperOf(certificate);
    for (const bytes of [Buffer.from(issued.jws), issued.pdf]) {
      const report = verifyFile(bytes, keys);
      t.strictSame(report.certificate, certificate);
      t.ok(report.checks.every(({ passed }) => passed));
    }
  }
});

t.test('it says in plain words what it looked at, what was signed, and what it cannot know', async (t) => {
  const said = tell('certificate.pdf', verifyFile(pdf, keys));
  t.match(
    [...said.matchAll(/^ {2}✓ (.*?):/gmu)].map(([, name]) => name),
    ['PDFの署名', 'PDFの署名鍵', '添付ファイル', '書き方', '署名鍵', '電子署名', '記載内容'],
  );
  for (const part of [
    '判定: 本物です。見本建設業保証株式会社が署名した電子証書で',
    `保証契約番号: ${usual.guaranteeNumber}`,
    '版: 当初(発行日 令和8年11月22日)',
    '発注者: 富士見町',
    '工事名: 町道○○線道路改良工事',
    '保証金額: 20,000,000円',
    '保証期限: 令和9年3月19日まで',
    '現在の内容は、D-Sureで照会してください。',
  ]) {
    t.ok(said.includes(part), part);
  }
  const spoilt = tell('certificate.jws', verifyFile(changed(file, file.length - 1, 1), keys));
  t.match(spoilt, '判定: 本物と認められません。');
  t.notMatch(spoilt, /富士見町|20,000,000/u, 'nothing of what cannot be trusted is repeated');
});

const share = thorough ? 1 : 0.1;

t.test('every changed bit of a JWS is found', async (t) => {
  const bits = places(file.length * 8, 10_000 * share);
  t.strictSame(
    bits.filter((bit) => failing(changed(file, bit >> 3, 1 << (bit & 7))) === 'nothing'),
    [],
    `${bits.length} bits`,
  );
});

t.test('every changed bit of a PDF is found, in the signature itself and in what viewers ignore too', async (t) => {
  const open = Buffer.from(pdf).indexOf('/Contents <');
  const close = Buffer.from(pdf).indexOf('>', open);
  const inSignature = places((close - open + 20) * 8, 300 * share).map((bit) => open * 8 + bit);
  const bits = [...places(pdf.length * 8, 700 * share), ...inSignature];
  t.strictSame(
    bits.filter((bit) => failing(changed(pdf, bit >> 3, 1 << (bit & 7))) === 'nothing'),
    [],
    `${bits.length} bits`,
  );
});

t.test('an issuer may have any id that the format allows', async (t) => {
  for (const id of ['m', 'm'.repeat(32)]) {
    const key = createSigner(generatePrivateJwk('certificate'), { issuer: id, purpose: 'certificate' });
    const certificate = await signCertificate({ ...usual, issuer: { ...usual.issuer, id } }, key);
    const list = readPublishedKeys(JSON.stringify({ keys: [key.publicJwk] }));
    t.equal(failing(Buffer.from(certificate), list), 'nothing', id);
  }
});

t.test('another spelling of the same bytes is another file', async (t) => {
  const [header, payload, signature] = jws.split('.') as [string, string, string];
  const spellings = [
    ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .filter((last) => !signature.endsWith(last))
      .map((last) => `${header}.${payload}.${signature.slice(0, -1)}${last}`),
    `${jws}=`,
    `${jws}==`,
    `${jws}\n`,
    ` ${jws}`,
    `${jws}.`,
    jws.replaceAll('-', '+').replaceAll('_', '/'),
    `${header}.${Buffer.from(`${Buffer.from(payload, 'base64url')} `).toString('base64url')}.${signature}`,
  ].filter((each) => each !== jws);
  t.ok(spellings.some((each) => Buffer.from(each.slice(-86), 'base64url').equals(Buffer.from(signature, 'base64url'))));
  for (const each of spellings) t.not(failing(Buffer.from(each)), 'nothing', each.slice(-20));
  t.equal(failing(Buffer.concat([pdf, Buffer.from('\n')])), 'PDFの署名');
});

t.test('a key that is not published for it, or is compromised, vouches for nothing', async (t) => {
  const without = (...kids: string[]) =>
    readPublishedKeys(JSON.stringify({ keys: jwks.keys.filter(({ kid }) => !kids.includes(kid)) }));
  t.equal(failing(file, without(signer.publicJwk.kid)), '署名鍵');
  t.equal(failing(pdf, without(pdfKey.kid)), 'PDFの署名鍵');
  const forCalls = { keys: [{ ...signer.publicJwk, purpose: 'call' }] };
  t.equal(failing(file, readPublishedKeys(JSON.stringify(forCalls))), '署名鍵');
  const stolen = { keys: [{ ...signer.publicJwk, status: 'compromised' }] };
  t.equal(failing(file, readPublishedKeys(JSON.stringify(stolen))), '署名鍵の状態');
  const stolenPdfKey = { keys: [signer.publicJwk, { ...pdfKey, status: 'compromised' }] };
  t.equal(failing(pdf, readPublishedKeys(JSON.stringify(stolenPdfKey))), 'PDFの署名鍵の状態');
  t.equal(failing(file, readPublishedKeys(JSON.stringify(stolenPdfKey))), 'nothing', 'the data stand by themselves');
  const stranger = await paperOf(usual, makeSigner('見本建設業保証株式会社'));
  t.equal(failing(stranger.pdf), 'PDFの署名鍵', 'a PDF that somebody else made around a genuine JWS');
  const forged = await signCertificate(
    usual,
    createSigner(generatePrivateJwk('certificate'), { issuer: 'mihon', purpose: 'certificate' }),
  );
  t.equal(failing(Buffer.from(forged)), '署名鍵');
  const carrying = await makeCertificate({ certificate: usual, jws: forged, signedAt, signer: pdfSigner });
  t.equal(failing(carrying), '署名鍵');
  t.equal(failing(Buffer.from('')), '書き方');
});

t.test('the command answers by its exit code, without a network', async (t) => {
  const path = folder(t);
  const inFolder = (name: string, content: Uint8Array | string) => {
    writeFileSync(path(name), content);
    return path(name);
  };
  const list = inFolder('jwks.json', JSON.stringify(jwks));
  const good = inFolder('certificate.pdf', pdf);
  const alone = inFolder('certificate.jws', jws);
  const bad = inFolder('bad.jws', changed(file, 40, 4));
  const verify = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', env: {} });
    return { status, stdout, stderr };
  };
  t.match(verify(good, '--jwks', list), { status: 0, stdout: /判定: 本物です。/u, stderr: '' });
  t.match(verify('--jwks', list, alone), { status: 0, stdout: /certificate\.jws を確認しました。/u });
  t.match(verify(bad, '--jwks', list), { status: 1, stdout: /✗ .*判定: 本物と認められません。/su });
  t.match(verify(path('none.pdf'), '--jwks', list), {
    status: 2,
    stdout: '',
    stderr: /none\.pdf を読めません\(ENOENT\)/u,
  });
  t.match(verify(good, '--jwks', alone), { status: 2, stderr: /公開鍵の一覧\(JWKS\)として読めません/u });
  const spoilt = inFolder('spoilt.json', JSON.stringify({ keys: [{ ...signer.publicJwk, x: signer.publicJwk.y }] }));
  t.match(verify(good, '--jwks', spoilt).status, 2);
  t.match(verify(alone), { status: 2, stderr: /使い方: verify/u });
  t.match(verify(alone, alone, '--jwks', list, '--force'), { status: 2, stderr: /使い方: verify/u });
});

t.test('openssl and jq alone come to the same verdict', { skip: lacks('bash', 'openssl', 'jq') }, async (t) => {
  t.equal(recipe.length, 2);
  const path = folder(t);
  const judge = (jws: Uint8Array | string, pdf: Uint8Array, list: object = jwks) => {
    writeFileSync(path('certificate.jws'), jws);
    writeFileSync(path('certificate.pdf'), pdf);
    writeFileSync(path('jwks.json'), JSON.stringify(list));
    const { status, stdout, stderr } = spawnSync('bash', ['-c', recipe.join('\n')], {
      cwd: path('.'),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  t.match(judge(jws, pdf), {
    status: 0,
    stdout: `✓ the certificate is genuine
${usual.guaranteeNumber} revision 0 advance_payment in_force
見本建設業保証株式会社 / 富士見町 / 町道○○線道路改良工事 / 20000000円
✓ the PDF is as it was signed
`,
  });
  const turns = thorough ? 40 : 4;
  for (const bit of places(file.length * 8, turns)) {
    t.match(judge(changed(file, bit >> 3, 1 << (bit & 7)), pdf), { status: 1, stderr: /✗/u }, `bit ${bit} of the JWS`);
  }
  const last = jws.slice(0, -1) + String.fromCharCode(jws.charCodeAt(jws.length - 1) ^ 1);
  t.match(judge(last, pdf), { status: 1, stderr: /✗/u });
  for (const bit of places(pdf.length * 8, turns)) {
    t.match(judge(jws, changed(pdf, bit >> 3, 1 << (bit & 7))), { status: 1, stderr: /✗/u }, `bit ${bit} of the PDF`);
  }
  t.match(judge(jws, pdf, { keys: [pdfKey] }), { status: 1, stderr: /no published key/u });
  t.match(judge(jws, pdf, { keys: [signer.publicJwk] }), { status: 1, stderr: /no published key/u });
});

/** So many different places below `count`, all over it, always the same. */
function places(count: number, wanted: number): number[] {
  const stride = [7919, 7907].find((prime) => count % prime !== 0)!;
  return Array.from({ length: Math.min(wanted, count) }, (_, i) => (i * stride) % count);
}

function changed(bytes: Uint8Array, place: number, bits: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place]! ^= bits;
  return copy;
}

function publicKeyIn(certificatePem: string) {
  const { x, y } = new X509Certificate(certificatePem).publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  return { kty: 'EC', crv: 'P-256', x, y, kid: thumbprint({ x, y }), use: 'sig', alg: 'ES256', purpose: 'pdf' };
}
