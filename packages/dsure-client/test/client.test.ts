import { readFileSync } from 'node:fs';
import t from 'tap';
import { clientTypesFile, clientTypesFrom, contractFile } from '../../../scripts/openapi/contracts.js';
import { createDsureClient } from '../src/index.js';

t.test("the client's types are those of the contract", async (t) => {
  const contract = readFileSync(contractFile('dsure'), 'utf8');
  t.equal(readFileSync(clientTypesFile, 'utf8'), await clientTypesFrom(contract));
});

const deposit = { envelope: 'e', parts: { certificate: 'c', pdf: 'p' } };
const at = { guaranteeNumber: '12-08-0000123-4', revision: 0 };

t.test('each attempt of a deposit is signed anew', async (t) => {
  const seen: string[] = [];
  let calls = 0;
  const client = createDsureClient({
    baseUrl: 'http://dsure.example.jp',
    callToken: async () => `token-${++calls}`,
    fetch: async (request) => {
      seen.push(`${request.method} ${new URL(request.url).pathname} ${request.headers.get('authorization')}`);
      t.strictSame(await request.json(), deposit);
      return Response.json({ revision: 0 }, { status: 201 });
    },
  });
  t.match(await client.depositRevision(at, deposit), { ok: true, status: 201, data: { revision: 0 } });
  await client.depositRevision(at, deposit);
  const address = '/v1/certificates/12-08-0000123-4/revisions/0';
  t.strictSame(seen, [`PUT ${address} Bearer token-1`, `PUT ${address} Bearer token-2`]);
});

t.test('a refusal is an answer, whoever gave it; silence is an error', async (t) => {
  const answering = (answer: () => Response) =>
    createDsureClient({ baseUrl: 'http://dsure.example.jp', fetch: async () => answer() });
  const problem = {
    type: 'urn:x',
    code: 'certificate_not_found',
    title: '…',
    detail: '…',
    status: 404,
    requestId: 'r',
  };
  const refused = await answering(() => Response.json(problem, { status: 404 })).lookUpCertificate({
    authenticationKey: 'k',
  });
  t.strictSame(refused, { ok: false, status: 404, problem });

  const page = () => new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
  const strange = await answering(page).lookUpCertificate({ authenticationKey: 'k' });
  t.match(strange, { ok: false, status: 502, problem: { code: 'not_answered_by_dsure' } });
  t.match(await answering(page).viewCertificatePdf(at, 'v'), { ok: false, status: 502 });

  const silent = answering(() => {
    throw new TypeError('fetch failed');
  });
  await t.rejects(silent.listIssuers(), /fetch failed/);
  await t.rejects(silent.depositRevision(at, deposit), /without a call token/);
});
