/** That every list is served by an index that was made for it; how quick that is at ten million, `scripts/bench/issuer-lists.ts` says. */
import { guaranteeNumberOf } from '@e-surety/domain';
import t from 'tap';
import { fill, known } from '../../../scripts/bench/lists/fill.js';
import { explained, nodesOf, statementsOf } from '../../../scripts/testing/statements.js';
import { startWorld } from './world.js';

const world = await startWorld(t);
const asSuperuser = new URL(process.env.TEST_POSTGRES_URL!);
asSuperuser.pathname = new URL(world.databaseUrl).pathname;
await fill(asSuperuser.href, 1000, () => {});

const { caller } = world;
const company = caller('contractor', known.usual);
const branch = caller('underwriter', null, undefined, { clientId: 'branch', branches: [known.branch] });
const branches = caller('underwriter', null, undefined, {
  clientId: 'branches',
  branches: ['b11', known.closedBranch],
});
const head = caller('underwriter', null);

const q = (text: string) => `q=${encodeURIComponent(text)}`;
const cursor = (id: string) => `cursor=${Buffer.from(`2024-11-23T00:00:00.000Z ${id}`).toString('base64url')}`;
const deepAmongGuarantees = cursor(guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2024, serial: 5 }));
const deep = cursor('10000000-0000-4000-8000-000000000000');

const served: [who: typeof head, path: string, index: string][] = [
  [company, `/v1/guarantees?${q('道路改良')}`, 'guarantees_searched'],
  [company, '/v1/guarantees?status=expired', 'guarantees_by_day_of_contractor'],
  [branch, '/v1/guarantees', 'guarantees_of_branch'],
  [branches, '/v1/guarantees', 'guarantees_of_branch'],
  [branch, '/v1/guarantees?status=expired', 'guarantees_by_day'],
  [branches, `/v1/guarantees?${q('橋')}`, 'guarantees_searched'],
  [head, '/v1/guarantees', 'guarantees_newest'],
  [head, `/v1/guarantees?${deepAmongGuarantees}`, 'guarantees_newest'],
  [head, '/v1/guarantees?status=expired', 'guarantees_by_day'],
  [head, '/v1/guarantees?status=void', 'guarantees_ended'],
  [head, '/v1/guarantees?status=not_yet_in_force', 'guarantees_beginning'],
  [head, '/v1/guarantees?delivery=waiting', 'guarantees_awaiting_dispatch'],
  [head, `/v1/guarantees?orderer=${known.orderer}`, 'guarantees_of_orderer'],
  [head, '/v1/guarantees?externalReference=G-10', 'guarantees_referred_to'],
  [head, '/v1/guarantees?updatedAfter=2026-11-22T00:00:00Z', 'guarantees_updated'],
  [head, `/v1/guarantees?${q('12-03-0')}`, 'guarantees_searched'],
  [head, `/v1/guarantees?status=in_force&${q('特殊吊橋')}&${deepAmongGuarantees}`, 'guarantees_searched'],
  [company, '/v1/applications?status=draft', 'applications_unusual_of_contractor'],
  [branch, `/v1/applications?${deep}`, 'applications_of_branch'],
  [branches, '/v1/applications?status=submitted', 'applications_unusual_of_branch'],
  [head, '/v1/applications?status=withdrawn', 'applications_unusual'],
  [company, '/v1/fee-statements?month=2024-05', 'fee_statements_by_month_of_contractor'],
  [branch, `/v1/fee-statements?${deep}`, 'fee_statements_of_branch'],
  [branch, '/v1/fee-statements/lump-sum.csv?month=2024-05', 'fee_statements_by_month_of_branch'],
  [head, '/v1/fee-statements?month=2024-05', 'fee_statements_by_month'],
  [head, '/v1/fee-statements?type=refund', 'fee_statements_refunded'],
  [branch, '/v1/fee-receipts', 'fee_receipts_of_branch'],
  [head, '/v1/refundables', 'fee_receipts_refundable'],
  [head, '/v1/cases/counts', 'guarantees_awaiting_dispatch'],
  [company, '/v1/works', 'works_of_contractor'],
  [company, '/v1/events', 'events_of_contractor'],
  [branches, '/v1/events', 'events_of_branch'],
];

/** Among the few rows of a test an index is no quicker: without it, a statement reads a table from end to end. */
const settings = ['enable_seqscan = off'];

t.test('every list is served by the index that has its order, and no table is read from end to end', async (t) => {
  for (const [who, path, index] of served) {
    const headers = await who.authorization();
    const { result, statements } = await statementsOf(world.sql, () => world.app.inject({ url: path, headers }));
    t.equal(result.statusCode, 200, path);
    const plans = [];
    for (const statement of statements) plans.push(await explained(world.sql, statement, { settings }));
    const nodes = plans.flatMap(nodesOf);
    t.ok(
      nodes.some((node) => node['Index Name'] === index),
      `${path}: ${index}, not ${[...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))]}`,
    );
    t.strictSame(
      nodes.filter((node) => node['Node Type'] === 'Seq Scan' && grows.test(node['Relation Name']!)),
      [],
      path,
    );
  }
});

const grows = /^(?:applications|guarantee_requests|guarantees|revisions|fee_statements|fee_receipts|events|works)$/;

t.test('what comes of an application follows it to another branch', async (t) => {
  const { sql } = world;
  const [{ id, number }] = (await sql`
    select application_id as id, guarantee_number as number from fee_receipts join guarantees using (application_id, kind)
     where guarantees.branch <> 'b11' limit 1`) as unknown as [{ id: string; number: string }];
  await sql`update applications set branch = 'b11' where id = ${id}`;
  const branches = await sql`
    select branch from guarantees where application_id = ${id} union all select branch from events where application_id = ${id}
    union all select branch from fee_receipts where application_id = ${id}
    union all select branch from fee_statements where guarantee_number = ${number}`;
  t.ok(branches.length >= 5);
  t.strictSame([...new Set(branches.map((row) => row.branch))], ['b11']);
});
