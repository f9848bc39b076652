import { readFileSync } from 'node:fs';
import t from 'tap';
import { clientFilesOf } from '../../../scripts/openapi/client.js';
import { type Contract, contractFile, operationsOf, services } from '../../../scripts/openapi/contracts.js';
import { bearer, createDsureClient } from '../src/dsure/index.js';
import { createIssuerClient } from '../src/issuer/index.js';

const baseUrl = 'http://service.example.jp';

for (const service of services) {
  t.test(`the client of ${service} is printed from its contract and has every operation`, async (t) => {
    const contract = readFileSync(contractFile(service), 'utf8');
    for (const [path, content] of Object.entries(await clientFilesOf(service, contract)))
      t.equal(readFileSync(path, 'utf8'), content);
    const client: object = { issuer: createIssuerClient, dsure: createDsureClient }[service]({ baseUrl });
    const names = operationsOf(JSON.parse(contract) as Contract).map(({ operationId }) => operationId);
    t.strictSame(Object.keys(client).sort(), [...names, 'call'].sort());
  });
}

/** What a service saw of one request. */
interface Seen {
  line: string;
  headers: Headers;
  body: string;
}

/** A service that answers in turn what is given, the last one again and again. */
function service(...answers: ((seen: Seen) => Response)[]) {
  const seen: Seen[] = [];
  const waited: number[] = [];
  const fetch = async (request: Request) => {
    const line = `${request.method} ${request.url.slice(baseUrl.length)}`;
    const one = { line, headers: request.headers, body: await request.text() };
    seen.push(one);
    return answers[Math.min(seen.length, answers.length) - 1]!(one);
  };
  const wait = async (ms: number) => void waited.push(ms);
  return { seen, waited, options: { baseUrl, fetch, wait } };
}

const fine = () => Response.json({});
const problem = (status: number, code: string, headers = {}) =>
  Response.json({ type: 'urn:x', code, title: '…', detail: '…', status, requestId: 'r' }, { status, headers });
const broken = (): Response => {
  throw new TypeError('fetch failed');
};
const busy = () => problem(503, 'unavailable');

t.test('parameters go where the contract says, and only there', async (t) => {
  const { seen, options } = service(fine);
  const client = createIssuerClient(options);
  await client.listGuarantees({ query: { q: '町道 ○○線', kind: 'performance', cursor: undefined } });
  await client.readGuarantee({ path: { guaranteeNumber: '１２/../x' } });
  t.strictSame(
    seen.map(({ line }) => decodeURI(line)),
    ['GET /v1/guarantees?q=町道+○○線&kind=performance', 'GET /v1/guarantees/１２%2F..%2Fx'],
  );
  await t.rejects(client.readGuarantee({ path: { guaranteeNumber: '..' } }), TypeError);
  await t.rejects(client.call('readWorks', { path: { id: '' } }), TypeError);
  t.equal(seen.length, 2);
});

t.test('an answer is what the contract says it is: JSON, text, or bytes as they were sent', async (t) => {
  const bom = new Uint8Array([0xef, 0xbb, 0xbf, 0x31]);
  const csv = service(() => new Response(bom, { headers: { 'content-type': 'text/csv; charset=utf-8' } }));
  const list = await createIssuerClient(csv.options).listLumpSumFees({ query: { month: '2026-11' } });
  t.strictSame(list.ok && [...list.data], [...bom]);
  const jose = service(() => new Response('e.y.s', { headers: { 'content-type': 'application/jose' } }));
  const jws = await createDsureClient(jose.options).viewCertificateJws({
    path: { guaranteeNumber: '12-08-0000123-4', revision: '0' },
    headers: bearer('v'),
  });
  t.match(jws, { ok: true, status: 200, data: 'e.y.s' });
  t.equal(jose.seen[0]!.headers.get('authorization'), 'Bearer v');
  const none = await createIssuerClient(service(() => new Response(null, { status: 204 })).options).signOut();
  t.strictSame([none.ok, none.ok && none.data], [true, undefined]);
});

t.test('a file goes as a form, a list as it is', async (t) => {
  const { seen, options } = service(fine);
  const client = createIssuerClient(options);
  const file = new File([new Uint8Array([0x25, 0x50])], '請負契約書.pdf', { type: 'application/pdf' });
  await client.addAttachment({ path: { id: 'a' }, body: { file, type: 'contract' } });
  const [{ headers, body }] = seen as [Seen];
  const form = await new Response(body, { headers: { 'content-type': headers.get('content-type')! } }).formData();
  t.strictSame([...form.keys()], ['type', 'file'], 'fields before the file');
  t.equal((form.get('file') as File).name, '請負契約書.pdf');
  await client.importOrderers({ body: '団体コード\n' });
  t.equal(seen[1]!.headers.get('content-type'), 'text/csv');
  t.equal(seen[1]!.body, '団体コード\n');
});

t.test('a call keeps its key and its bytes over all attempts, and another call has another key', async (t) => {
  const { seen, waited, options } = service(broken, busy, fine, fine);
  const client = createIssuerClient(options);
  const message = { path: { id: 'a' }, body: { text: '一行目' } };
  t.match(await client.postMessage(message), { ok: true });
  await client.postMessage(message);
  const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
  t.match(keys[0], /^[\w-]{36}$/);
  t.strictSame([keys[1], keys[2], keys[3] === keys[0]], [keys[0], keys[0], false]);
  t.strictSame(new Set(seen.map(({ body }) => body)).size, 1);
  t.equal(waited.length, 2);
  await client.postMessage({ ...message, headers: { 'idempotency-key': 'ours' } });
  t.equal(seen[4]!.headers.get('idempotency-key'), 'ours');
});

t.test('only what may safely be repeated is repeated', async (t) => {
  const path = { id: 'a' };
  const attemptsOf = async (call: (client: ReturnType<typeof createIssuerClient>) => Promise<unknown>) => {
    const { seen, options } = service(busy);
    await call(createIssuerClient(options));
    return seen.length;
  };
  t.equal(await attemptsOf((client) => client.readWorks({ path })), 3);
  t.equal(await attemptsOf((client) => client.withdrawApplication({ path })), 3);
  const branch = { name: '長野支店', phone: '026-000-0000', email: 'nagano@example.jp', hours: '9:00–17:00' };
  const put = (headers: object) =>
    attemptsOf((client) => client.call('putBranch', { path, headers, body: branch as never }));
  t.equal(await put({}), 3);
  t.equal(await put({ 'if-match': '"1"' }), 1, 'not where a second time meets another state');
  t.equal(await attemptsOf((client) => client.signIn({ body: { loginId: 'a', password: 'b' } })), 1);
  t.equal(await attemptsOf((client) => client.removeAttachment({ path: { id: 'a', attachmentId: 'b' } })), 1);
});

t.test('a token is asked for again, since one too many does no harm', async (t) => {
  const token = { access_token: 'a', token_type: 'Bearer', expires_in: 900, scope: '' };
  const { seen, options } = service(broken, busy, () => Response.json(token), fine);
  const client = createIssuerClient({ ...options, credentials: { clientId: 'c', clientSecret: 's' } });
  t.match(await client.readMe(), { ok: true });
  t.strictSame(
    seen.map(({ headers }) => headers.get('authorization')?.split(' ')[0]),
    ['Basic', 'Basic', 'Basic', 'Bearer'],
  );
});

t.test('a service that asks for patience gets it, within bounds', async (t) => {
  const after = (seconds: string) => () => problem(429, 'too_many_requests', { 'retry-after': seconds });
  const short = service(after('2'), fine);
  t.match(await createIssuerClient(short.options).readMe(), { ok: true });
  t.strictSame(short.waited, [2000]);
  const long = service(after('3600'));
  t.match(await createIssuerClient(long.options).readMe(), { ok: false, status: 429 });
  t.strictSame(long.waited, []);
  const running = service(() => problem(409, 'request_in_progress', { 'retry-after': '1' }), fine);
  t.match(await createIssuerClient(running.options).submitApplication({ path: { id: 'a' } }), { ok: true });
  const decided = service(() => problem(409, 'transition_not_allowed'));
  t.match(await createIssuerClient(decided.options).submitApplication({ path: { id: 'a' } }), { ok: false });
  t.equal(decided.seen.length, 1);
  const stopped = service(broken);
  const signal = AbortSignal.abort(new Error('enough'));
  await t.rejects(createIssuerClient(stopped.options).readMe({ signal }));
  t.ok(stopped.seen.length <= 1);
});

t.test(
  'a token is fetched once, renewed before it ends, and once more if the service no longer knows it',
  async (t) => {
    let issued = 0;
    let lifetime = 3600;
    const known = ({ line, headers }: Seen) => {
      if (line === 'POST /oauth2/token')
        return Response.json({ access_token: `t${++issued}`, token_type: 'Bearer', expires_in: lifetime, scope: '' });
      return headers.get('authorization') === 'Bearer t2' ? problem(401, 'unauthenticated') : fine();
    };
    const { seen, options } = service(known);
    const client = createIssuerClient({ ...options, credentials: { clientId: 'c', clientSecret: 's' } });
    await Promise.all([client.readMe(), client.listWorks()]);
    await client.listBranches();
    const lines = () => seen.splice(0).map(({ line, headers }) => `${line} ${headers.get('authorization')}`);
    const exchange = 'POST /oauth2/token Basic Yzpz';
    t.strictSame(lines(), [exchange, 'GET /v1/me Bearer t1', 'GET /v1/works Bearer t1', 'GET /v1/branches null']);

    lifetime = 10;
    const short = createIssuerClient({ ...options, credentials: { clientId: 'c', clientSecret: 's' } });
    t.match(await short.readMe(), { ok: true });
    t.strictSame(lines(), [exchange, 'GET /v1/me Bearer t2', exchange, 'GET /v1/me Bearer t3']);
    await short.readMe();
    t.strictSame(lines(), [exchange, 'GET /v1/me Bearer t4']);

    const wrong = service(() => problem(401, 'invalid_client'));
    const refused = createIssuerClient({ ...wrong.options, credentials: { clientId: 'c', clientSecret: 'x' } });
    t.match(await refused.readMe(), { ok: false, status: 401, problem: { code: 'invalid_client' } });
    t.equal(wrong.seen.length, 1);
  },
);

t.test('a session is handed on as it is', async (t) => {
  const { seen, options } = service(fine);
  const client = createIssuerClient({ ...options, credentials: { cookie: 'esurety-session=x' } });
  await client.readMe();
  await client.listOrderers({ query: { q: '富士見' } });
  t.strictSame(
    seen.map(({ headers }) => [headers.get('cookie'), headers.get('origin')]),
    [
      ['esurety-session=x', baseUrl],
      [null, null],
    ],
  );
});

const deposit = { envelope: 'e', parts: { certificate: 'c', pdf: 'p' } };
const at = { guaranteeNumber: '12-08-0000123-4', revision: '0' };

t.test('each attempt of a deposit is signed anew', async (t) => {
  let calls = 0;
  const { seen, options } = service(busy, () => Response.json({ revision: 0 }, { status: 201 }));
  const client = createDsureClient({ ...options, callToken: async () => `token-${++calls}` });
  const answer = await client.depositRevision({ path: at, body: deposit });
  t.match(answer, { ok: true, status: 201, data: { revision: 0 } });
  const line = 'PUT /v1/certificates/12-08-0000123-4/revisions/0';
  t.strictSame(
    seen.map((one) => `${one.line} ${one.headers.get('authorization')}`),
    [`${line} Bearer token-1`, `${line} Bearer token-2`],
  );
  t.strictSame(JSON.parse(seen[0]!.body), deposit);
  await t.rejects(createDsureClient(options).depositRevision({ path: at, body: deposit }), /without a call token/);
});

t.test('a refusal is an answer, whoever gave it; silence is an error', async (t) => {
  const refusing = createDsureClient(service(() => problem(404, 'certificate_not_found')).options);
  const refused = await refusing.lookUpCertificate({ body: { authenticationKey: 'k' } });
  t.match(refused, { ok: false, status: 404, problem: { code: 'certificate_not_found' } });

  const page = () => new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
  const strange = createDsureClient(service(page).options);
  const away = { ok: false, status: 502, problem: { code: 'not_answered_by_service' } };
  t.match(await strange.lookUpCertificate({ body: { authenticationKey: 'k' } }), away);
  t.match(await strange.viewCertificatePdf({ path: at }), away);
  const moved = () => new Response(null, { status: 302, headers: { location: 'http://elsewhere.example.jp' } });
  t.match(await createDsureClient(service(moved).options).listIssuers(), { ok: false, status: 302 });

  const silent = service(broken);
  await t.rejects(createDsureClient(silent.options).listIssuers(), /fetch failed/);
  t.equal(silent.seen.length, 3);
});
