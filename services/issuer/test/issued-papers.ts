import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Test } from 'tap';
import { folder, lacks, run } from '../../../packages/papers/test/tools.js';
import { thorough } from '../../../scripts/testing/extent.js';
import type { TestWorld } from './world.js';

const auth0 = createRequire(import.meta.url)('jws') as {
  verify(jws: string, algorithm: string, publicKey: string): boolean;
};

/** What {@link checkIssuedPapers} needs of other makers. */
export const lacksPdfTools = lacks('pdfsig', 'pdfdetach');

interface Issued {
  guarantee_number: string;
  revision: number;
  kind: string;
  type: string;
  pdf: Buffer;
  jws: Buffer;
}

/**
 * The electronic certificates that a run has issued, of every revision, under the eyes of others: pdfsig finds the signature
 * valid, and invalid after one flipped byte; what pdfdetach takes out is the stored JWS, and holds under the published keys
 * for a library that knows nothing of us. Tells which kinds and types it saw.
 */
export async function checkIssuedPapers(t: Test, { sql, contractor }: TestWorld): Promise<Set<string>> {
  const path = folder(t);
  const { keys } = (await contractor.get('/.well-known/jwks.json')).json() as { keys: { kid: string }[] };
  const pems = new Map(
    keys.map((jwk) => [
      jwk.kid,
      createPublicKey({ key: jwk as never, format: 'jwk' }).export({ format: 'pem', type: 'spki' }),
    ]),
  );
  const seen = new Set<string>();
  const looked = new Set<string>();
  for (const { pdf, jws, ...issued } of await issuedIn(sql)) {
    const sort = `${issued.kind} ${issued.type}`;
    if (looked.has(sort) && !thorough) continue;
    looked.add(sort);
    const name = `${issued.guarantee_number} r${issued.revision}`;
    const report = reportOn(path('whole.pdf'), pdf);
    t.match(report, 'Signature is Valid', name);
    t.match(report, 'Total document signed', name);
    const changed = Buffer.from(pdf);
    changed[placeIn(pdf, seen.size)]! ^= 1;
    t.notMatch(reportOn(path('changed.pdf'), changed), 'Signature is Valid', `${name}, one byte flipped`);
    run('pdfdetach', '-save', '1', '-o', path('jws'), path('whole.pdf'));
    const detached = readFileSync(path('jws'), 'latin1');
    t.equal(detached, jws.toString('latin1'), name);
    const { kid } = JSON.parse(Buffer.from(detached.split('.')[0]!, 'base64url').toString()) as { kid: string };
    t.ok(auth0.verify(detached, 'ES256', String(pems.get(kid))), name);
    seen.add(issued.kind).add(issued.type);
  }
  return seen;
}

function issuedIn(sql: TestWorld['sql']): Promise<Issued[]> {
  return sql<Issued[]>`
    select r.guarantee_number, r.revision, g.kind, r.certificate->>'type' as type, pdf.content as pdf, jws.content as jws
    from revisions r
    join guarantees g using (guarantee_number)
    join revision_products pdf on (pdf.guarantee_number, pdf.revision, pdf.product) = (r.guarantee_number, r.revision, 'certificate_pdf')
    join revision_products jws on (jws.guarantee_number, jws.revision, jws.product) = (r.guarantee_number, r.revision, 'certificate_jws')
    where g.form = 'electronic' and r.confirmed_at is not null
    order by 1, 2`;
}

function reportOn(file: string, pdf: Buffer): string {
  writeFileSync(file, pdf);
  return run('pdfsig', file);
}

/** Somewhere else each time, but within what the signature covers. */
function placeIn(pdf: Buffer, turn: number): number {
  const signature = pdf.indexOf('/Contents <');
  return Math.floor((signature * (((turn * 7) % 10) + 1)) / 11);
}
