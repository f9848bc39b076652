import { signCall } from '@e-surety/seal/sign';
import { buildServer } from '@e-surety/service-kit/http';
import t from 'tap';
import { Type } from 'typebox';
import { operationRules } from '../src/accounts/operation-rules.js';
import { journeys } from './journey.js';
import { accounts } from './setup.js';
import { named, reader, said, startWorld } from './world.js';

const world = await startWorld(t);
const { inject, clock, sql, contractor, neighbour, underwriter, admin, caller } = world;
const { drafted } = journeys(world);
const { clientId, clientSecret } = accounts.contractor;

interface Token {
  access_token: string;
  scope: string;
  expires_in: number;
}

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const tokenFor = (body: Record<string, string>, authorization?: string, remoteAddress = '127.0.0.1') =>
  inject({
    remoteAddress,
    method: 'POST',
    url: '/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(authorization && { authorization }) },
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...body }).toString(),
  } as Parameters<typeof inject>[0]);
const me = (token: string) => inject({ method: 'GET', url: '/v1/me', headers: { authorization: `Bearer ${token}` } });

t.test('a system gets its token by Basic authentication or by members of the body', async (t) => {
  const answers = [
    await tokenFor({}, basic(clientId, clientSecret)),
    await tokenFor({}, basic(encodeURIComponent(clientId), encodeURIComponent(clientSecret))),
    await tokenFor({ client_id: clientId, client_secret: clientSecret }),
  ];
  for (const answer of answers) {
    t.equal(said(answer), '200');
    t.equal(answer.headers['cache-control'], 'no-store');
    const { access_token, scope } = answer.json() as Token;
    t.match(scope, /authentication-keys:read/);
    t.match((await me(access_token)).json(), {
      clientId,
      role: 'contractor',
      contractor: { id: 'marumaru-kensetsu', name: '○○建設 株式会社', lumpSumAgreement: true },
    });
  }
});

t.test('a wrong secret and an unknown client get the same answer', async (t) => {
  const wrong = [
    await tokenFor({}, basic(clientId, 'wrong')),
    await tokenFor({}, basic('nobody', clientSecret)),
    await tokenFor({ client_id: clientId, client_secret: `${clientSecret} ` }),
    await tokenFor({ client_id: 'nobody' }),
    await tokenFor({}),
    await tokenFor({}, basic('nobody\u0000', 'x')),
    await tokenFor({}, basic('\ufffd', 'x')),
  ];
  const bodies = wrong.map((answer) => ({ ...(answer.json() as object), requestId: '' }));
  for (const [i, answer] of wrong.entries()) {
    t.equal(said(answer), '401 invalid_client');
    t.equal(answer.headers['www-authenticate'], 'Basic realm="token"');
    t.strictSame(bodies[i], bodies[0]);
  }
});

t.test('whoever keeps failing is asked to wait; the right secret is answered, and people are not slowed', async (t) => {
  const remoteAddress = '198.51.100.7';
  const ask = (secret: string) => tokenFor({}, basic(clientId, secret), remoteAddress);
  const tries = [];
  for (let i = 0; i < 7; i += 1) tries.push(said(await ask(`wrong ${i}`)));
  t.strictSame(tries, [...Array(5).fill('401 invalid_client'), ...Array(2).fill('429 too_many_attempts')]);
  t.match((await ask('wrong again')).headers, { 'retry-after': /^[12]$/ });
  t.equal(said(await ask(clientSecret)), '200');
  t.equal(said(await tokenFor({}, basic(clientId, 'wrong'), '198.51.100.8')), '401 invalid_client');
  const payload = { loginId: accounts.contractor.loginId, password: accounts.contractor.password };
  const headers = { 'sec-fetch-site': 'same-origin' };
  t.equal(said(await inject({ method: 'POST', url: '/v1/sessions', headers, payload, remoteAddress } as never)), '201');
});

t.test('a token is asked for by a form, with one grant, one secret and scopes that the client may have', async (t) => {
  t.equal(
    said(await tokenFor({ grant_type: 'password' }, basic(clientId, clientSecret))),
    '400 unsupported_grant_type',
  );
  t.equal(said(await tokenFor({ scope: 'underwriting' }, basic(clientId, clientSecret))), '400 invalid_scope');
  t.strictSame(named(await tokenFor({ colour: 'red' })), ['/colour unknown_field']);
  t.strictSame(named(await tokenFor({ client_id: 'a\u0000' })), ['/client_id wrong_format']);
  t.strictSame(named(await tokenFor({ client_id: 'x'.repeat(101) })), ['/client_id too_long']);
  for (const [type, payload] of [
    ['application/json', '{"grant_type": "client_credentials"}'],
    ['text/plain', 'grant_type=client_credentials'],
  ]) {
    const headers = { 'content-type': type! };
    const answer = await inject({ method: 'POST', url: '/oauth2/token', headers, payload: payload! });
    t.equal(said(answer), '415 unsupported_media_type');
  }
  const twice = 'grant_type=client_credentials&grant_type=client_credentials';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await inject({ method: 'POST', url: '/oauth2/token', headers, payload: twice });
  t.strictSame(named(answer), ['/grant_type wrong_type']);
});

t.test('a token can be narrowed, and opens nothing beyond its scopes', async (t) => {
  const { access_token, scope } = (
    await tokenFor({ scope: 'guarantees:read' }, basic(clientId, clientSecret))
  ).json() as Token;
  t.equal(scope, 'guarantees:read');
  const headers = { authorization: `Bearer ${access_token}` };
  t.equal(said(await inject({ method: 'GET', url: '/v1/guarantees', headers })), '200');
  t.equal(said(await inject({ method: 'GET', url: '/v1/applications', headers })), '403 forbidden');
  const key = '/v1/guarantees/12-08-0000001-9/authentication-key';
  t.equal(said(await inject({ method: 'GET', url: key, headers })), '403 forbidden');
  t.equal(said(await caller('contractor', 'marumaru-kensetsu', []).get('/v1/me')), '200');
});

t.test('a token ends after a quarter of an hour', async (t) => {
  const { access_token, expires_in } = (await tokenFor({}, basic(clientId, clientSecret))).json() as Token;
  const start = clock.now.getTime();
  clock.now = new Date(start + (expires_in - 1) * 1000);
  t.equal(said(await me(access_token)), '200');
  clock.now = new Date(start + expires_in * 1000);
  t.equal(said(await me(access_token)), '401 unauthenticated');
  clock.now = new Date(start);
});

t.test('what is no token of ours is refused', async (t) => {
  const { access_token } = (await tokenFor({}, basic(clientId, clientSecret))).json() as Token;
  const [header, payload, signature] = access_token.split('.') as [string, string, string];
  const forged = Buffer.from(payload, 'base64url').toString().replace('"contractor"', '"underwriter"');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const token of [
    `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`,
    `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    `${header}.${payload}`,
    clientSecret,
  ]) {
    const answer = await me(token);
    t.equal(said(answer), '401 unauthenticated');
    t.equal(answer.headers['www-authenticate'], 'Bearer');
  }
});

t.test('the signed calls to D-Sure are no access tokens, though the same kind of key signs them', async (t) => {
  const call = await signCall(
    { audience: 'https://net-desk.example.jp', now: clock.now, jti: 'x'.repeat(22) },
    world.world.signingKeys.call,
  );
  t.equal(said(await me(call)), '401 unauthenticated');
});

t.test("another company's application and works are as unknown as none", async (t) => {
  const { id, worksId, etag } = await drafted();
  const none = '00000000-0000-4000-8000-000000000000';
  const answers = async (application: string, works: string) => [
    await neighbour.get(`/v1/applications/${application}`),
    await neighbour.patch(`/v1/applications/${application}`, { branch: 'wakayama' }, { 'if-match': etag }),
    await neighbour.post(`/v1/applications/${application}/submission`),
    await neighbour.post(`/v1/applications/${application}/withdrawal`),
    await neighbour.get(`/v1/works/${works}`),
  ];
  const plain = (all: Awaited<ReturnType<typeof answers>>) =>
    all.map((answer) => ({ ...(answer.json() as object), requestId: '' }));
  const [theirs, nobodys] = [await answers(id, worksId), await answers(none, none)];
  for (const answer of theirs) t.equal(answer.statusCode, 404);
  t.strictSame(plain(theirs), plain(nobodys));
  t.equal((await contractor.get(`/v1/applications/${id}`)).headers.etag, etag, 'and nothing has changed');
  t.notMatch((await neighbour.get('/v1/applications')).body, id);
  t.notMatch((await neighbour.get('/v1/works')).body, worksId);
});

t.test('each role does what is its own', async (t) => {
  const { id, etag } = await drafted();
  t.equal(said(await underwriter.get(`/v1/applications/${id}`)), '200');
  for (const path of ['submission', 'withdrawal']) {
    t.equal(said(await underwriter.post(`/v1/applications/${id}/${path}`)), '403 forbidden');
  }
  t.equal(
    said(await underwriter.patch(`/v1/applications/${id}`, { branch: 'nagano' }, { 'if-match': etag })),
    '403 forbidden',
  );
  const review = { decision: 'return', message: '' };
  t.equal(said(await contractor.post(`/v1/applications/${id}/review`, review)), '403 forbidden');
  t.equal(said(await admin.post(`/v1/applications/${id}/review`, review)), '403 forbidden');
  t.equal(said(await underwriter.get('/v1/guarantees/12-08-0000001-9/authentication-key')), '403 forbidden');
  t.equal(said(await underwriter.get('/v1/guarantees/12-08-0000001-9/key-notice.pdf')), '403 forbidden');
  t.equal(said(await underwriter.get('/v1/works')), '403 forbidden');
});

const nobody = async () => {
  throw new Error('only who may call is looked at');
};

t.test('an operation without a rule keeps the service from getting ready', async (t) => {
  const rules = operationRules(nobody);
  const contract = { title: 'x', description: 'x', version: '1', serverUrl: 'https://net-desk.example.jp', tags: [] };
  const server = await buildServer({ contract, rules: {}, logLevel: 'silent' });
  server.get(
    '/v1/keys',
    { schema: { operationId: 'readAllKeys', response: { 200: Type.Object({}) } } },
    async () => ({}),
  );
  await t.rejects(async () => server.ready(), /readAllKeys has no rule/);
  await server.close();
  for (const { operation } of reader.places) {
    const rule = rules[operation.operationId]!;
    t.equal(rule.check === undefined, !operation.security?.length, `${operation.operationId} says who may call it`);
  }
});

t.test('everybody may read what is published', async (t) => {
  const found = await inject({ method: 'GET', url: '/v1/orderers?electronic=true&limit=2' });
  const { orderers, next } = found.json() as { orderers: { code: string }[]; next: string };
  const rest = (
    await inject({ method: 'GET', url: `/v1/orderers?electronic=true&cursor=${next}` })
  ).json() as typeof found & {
    orderers: { code: string }[];
    next: null;
  };
  const accepting = await sql`select distinct orderer from orderer_rules order by 1`;
  t.strictSame(
    [...orderers, ...rest.orderers].map(({ code }) => code),
    accepting.map(({ orderer }) => orderer as string),
  );
  t.equal(rest.next, null);
  const search = async (query: string) =>
    (
      (await inject({ method: 'GET', url: `/v1/orderers?${query}` })).json() as { orderers: { name: string }[] }
    ).orderers.map(({ name }) => name);
  t.strictSame(await search('electronic=false'), ['下諏訪町']);
  t.strictSame(await search(`q=${encodeURIComponent('ゆら')}`), ['由良町']);
  t.strictSame(await search('q=%25'), [], 'a sign of the pattern language is only a sign');
  t.strictSame(named(await inject({ method: 'GET', url: '/v1/orderers?q=%00' })), ['/q wrong_format']);
  t.strictSame(named(await inject({ method: 'GET', url: '/v1/orderers?cursor=%27' })), ['/cursor not_a_cursor']);
  t.equal(said(await inject({ method: 'GET', url: `/v1/orderers/${encodeURIComponent('２０３６２９')}` })), '200');
  t.equal(said(await inject({ method: 'GET', url: '/v1/orderers/131016' })), '404 orderer_not_found');
  const { branches } = (await inject({ method: 'GET', url: '/v1/branches' })).json() as { branches: { id: string }[] };
  t.strictSame(
    branches.map(({ id }) => id),
    ['nagano', 'wakayama'],
  );
  const { keys } = (await inject({ method: 'GET', url: '/.well-known/jwks.json' })).json() as { keys: object[] };
  t.equal(keys.length, 4);
  for (const key of keys) t.notOk('d' in key);
  t.match(
    keys,
    keys.map(() => ({ status: 'active', compromisedSince: null })),
  );
  for (const url of ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/log-in', '/guide', '/orderers']) {
    t.equal((await inject({ method: 'GET', url })).statusCode, 200, url);
  }
});
