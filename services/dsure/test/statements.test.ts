import type { Sql } from 'postgres';
import t from 'tap';
import { acknowledgementsOf } from '../src/acknowledgements/store.js';
import { deposited, makeReplacement, newKey, startWorld } from './world.js';

// What D-Sure sends to PostgreSQL: how often, and how it is found among ten million certificates.

const world = await startWorld(t);
const { inject, lookUp, mihon, postgres } = world;
const sent = recordStatements(postgres.sql);

t.test('a look-up is one statement whatever comes of it, but for the first of a day', async (t) => {
  const { key, guaranteeNumber } = await deposited(mihon);
  const statementsOf = async (authenticationKey: string, number?: string) => {
    sent.length = 0;
    await lookUp(authenticationKey, number);
    return sent.length;
  };
  await lookUp(newKey());
  t.equal(await statementsOf(key), 3, 'the first one of all asks for the issuers’ keys, and records the reading');
  t.equal(await statementsOf(key), 1);
  t.equal(await statementsOf(key, guaranteeNumber), 1);
  t.equal(await statementsOf(newKey()), 1);
  t.equal(await statementsOf(newKey(), guaranteeNumber), 1);
});

t.test('a look-up finds the certificate in its row, not in pieces elsewhere', async (t) => {
  const { guaranteeNumber } = await deposited(mihon);
  const [row] = await postgres.sql`
    select length(sealed) > 3000 as usual, pg_column_toast_chunk_id(sealed) as chunks
      from sealed_parts where guarantee_number = ${guaranteeNumber} and part = 'certificate'`;
  t.strictSame({ ...row }, { usual: true, chunks: null });
});

t.test('no statement reads a table that grows as a whole', async (t) => {
  sent.length = 0;
  await everyOperation();
  const faults = await postgres.sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`; // what is read as a whole now has no index that would do
    const found: string[] = [];
    for (const [query, parameters] of [...sent]) {
      if (!/^\s*(select|insert|update|delete|with)\b/i.test(query)) continue;
      const [row] = await tx.unsafe(`explain (format json) ${query}`, parameters as never[]);
      const whole = wholesIn((row!['QUERY PLAN'] as { Plan: Plan }[])[0]!.Plan);
      found.push(...whole.map((node) => `${node}: ${query}`));
    }
    return found;
  });
  t.strictSame(faults, []);
  t.ok(sent.length > 25, `${sent.length} statements`);
});

async function everyOperation(): Promise<void> {
  const { key, made, guaranteeNumber } = await deposited(mihon);
  await mihon.put(made.path, made.body);
  const { view, links } = (await lookUp(key, guaranteeNumber)).json() as {
    view: { token: string };
    links: Record<'pdf' | 'jws' | 'receipt', string>;
  };
  const viewing = { authorization: `Bearer ${view.token}` };
  for (const link of Object.values(links))
    await inject({ method: 'GET', url: new URL(link).pathname, headers: viewing });
  const declaredBy = { organisation: '富士見町', department: '建設課', name: '見本 太郎' };
  await inject({
    method: 'POST',
    url: `/v1/certificates/${guaranteeNumber}/revisions/0/acknowledgements`,
    headers: viewing,
    payload: { result: 'accepted', reason: '', declaredBy },
  });
  await acknowledgementsOf(postgres.db, guaranteeNumber);
  const events = async (query = '') => {
    const headers = { authorization: `Bearer ${await mihon.call()}` };
    return (await inject({ method: 'GET', url: `/v1/events${query}`, headers })).json() as { next: string };
  };
  await events(`?after=${(await events()).next}`);
  const replacement = await makeReplacement(mihon, [made], newKey());
  await mihon.put(replacement.path, replacement.body);
  await mihon.put(replacement.path, replacement.body);
  await inject({ method: 'GET', url: '/v1/issuers' });
  await inject({ method: 'GET', url: '/v1/issuers/mihon/jwks.json' });
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/** Those with a few rows for each issuer, and what is an index of what waits. */
const small = ['issuers', 'issuer_keys', 'events_without_position'];

function wholesIn(plan: Plan): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '', Plans: below = [] } = plan;
  const isWhole = /^(Seq|(Bitmap )?Index( Only)?) Scan$/.test(type) && plan['Index Cond'] === undefined;
  const here = isWhole && !small.includes(table) && !small.includes(index) ? [`${type} ${index} of ${table}`] : [];
  return [...here, ...below.flatMap(wholesIn)];
}

/** Each statement that the driver is given from now on, with its parameters. */
function recordStatements(sql: Sql): [query: string, parameters: unknown[]][] {
  const statements: [string, unknown[]][] = [];
  sql.options.debug = (_connection, query, parameters) => statements.push([query, parameters]);
  return statements;
}
