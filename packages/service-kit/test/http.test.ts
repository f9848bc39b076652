import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@e-surety/domain';
import t, { type Test } from 'tap';
import { Type } from 'typebox';
import { anyone, bearerToken, type OperationRules, requestValue, unauthenticated } from '../src/auth/index.js';
import { healthRoutes, healthRules } from '../src/health/index.js';
import { attachment, buildServer, printContract, ref, type Server } from '../src/http/index.js';
import { createMetrics, metricsRoutes, metricsRules } from '../src/metrics/index.js';
import { problemResponses, problemTable } from '../src/problems/index.js';

// A small service, made as the real ones are.

const Advance = Type.Object(
  { kind: Type.Literal('advance'), bank: Type.String({ minLength: 1 }) },
  { $id: 'Advance', additionalProperties: false },
);
const Performance = Type.Object(
  { kind: Type.Literal('performance'), percent: Type.Integer({ minimum: 10, maximum: 100 }) },
  { additionalProperties: false },
);
const Body = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 5, pattern: '^[^<]*$' }),
    day: Type.String({ format: 'date' }),
    note: Type.Union([Type.String({ maxLength: 3 }), Type.Null()]),
    guarantee: Type.Union([ref(Advance), Performance]),
    tags: Type.Optional(Type.Array(Type.String(), { maxItems: 2, uniqueItems: true })),
    notes: Type.Optional(Type.Array(Type.Union([Type.String({ maxLength: 3 }), Type.Null()]))),
  },
  { additionalProperties: false },
);
const right = { name: '髙﨑', day: '2026-11-10', note: null, guarantee: { kind: 'advance', bank: '○○銀行' } };

const caller = requestValue<string>('the caller');
const problems = problemTable<'sold_out'>({
  sold_out: { status: 409, title: '売り切れです', detail: ({ left }) => `残りは ${left} です。` },
});
const rules: OperationRules = {
  makeThing: anyone,
  readThing: anyone,
  readSecret: {
    security: [{ token: [] }],
    callers: '合言葉を知る人。',
    check: (request) => {
      if (bearerToken(request) !== 'open-sesame') throw unauthenticated('違います。');
      caller.set(request, 'Ali');
    },
  },
  ...healthRules,
  ...metricsRules,
};

const securitySchemes = { token: { type: 'http', scheme: 'bearer' } };

async function service(
  t: Test,
  {
    database = async () => {},
    ...options
  }: { database?: () => Promise<void>; trustedProxies?: string[]; logLevel?: string; rules?: OperationRules } = {},
) {
  const log: string[] = [];
  const contract = {
    title: '試験',
    description: '試験',
    version: '1',
    serverUrl: 'http://127.0.0.1',
    tags: [],
    securitySchemes,
  };
  const app = await buildServer({
    ...{ contract, rules, problemOf: problems.fromRefusal, logTo: { write: (line: string) => log.push(line) } },
    ...options,
  });
  t.teardown(() => app.close());
  thingRoutes(app);
  healthRoutes(app, { データベース: database });
  metricsRoutes(app, createMetrics());
  return {
    app,
    log,
    post: (payload: unknown) => app.inject({ method: 'POST', url: '/v1/things', payload: payload as object }),
  };
}

function thingRoutes(app: Server) {
  app.addSchema(Advance);
  app.post(
    '/v1/things',
    { schema: { operationId: 'makeThing', body: Body, response: { 200: Body, ...problemResponses(409) } } },
    async ({ body }) => {
      if (body.name === 'none') throw new Refusal<'sold_out'>('sold_out', { left: 0 }, '/name');
      if (body.name === 'crash') throw new Error('the 髙﨑 row is broken');
      if (body.name === 'db') throw databaseError();
      if (body.name === 'away') throw new Error('Failed query', { cause: refused });
      return body;
    },
  );
  app.get(
    '/v1/things/:id',
    { schema: { operationId: 'readThing', params: Type.Object({ id: Type.String({ pattern: '^\\d+$' }) }) } },
    async ({ params, ip }) => ({ id: params.id, ip }),
  );
  app.get(
    '/v1/secret',
    { schema: { operationId: 'readSecret', response: { 200: Type.Object({ caller: Type.String() }) } } },
    async (request) => ({ caller: caller.of(request) }),
  );
}

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

function databaseError() {
  const cause = Object.assign(new Error('invalid input syntax for type uuid: "髙﨑"'), {
    name: 'PostgresError',
    code: '22P02',
    routine: 'string_to_uuid',
  });
  return new Error('Failed query: insert into things values ($1)\nparams: 髙﨑', { cause });
}

type Problem = {
  code: string;
  detail: string;
  errors?: { pointer: string; code: string; detail: string; expected?: string }[];
};

t.test('what fits is taken as it came, names byte for byte', async (t) => {
  const { post } = await service(t);
  const answer = await post(right);
  t.equal(answer.statusCode, 200);
  t.strictSame(answer.json(), right);
  t.equal(answer.headers['cache-control'], 'no-store');
});

t.test('each error names its field, what is wrong and what would be right', async (t) => {
  const { post } = await service(t);
  const cases: [object, string, string, string | undefined][] = [
    [{ name: undefined }, '/name', 'required', undefined],
    [{ name: '' }, '/name', 'empty', '1文字以上'],
    [{ name: '123456' }, '/name', 'too_long', '5文字以内'],
    [{ name: 5 }, '/name', 'wrong_type', '文字列'],
    [{ name: '<' }, '/name', 'wrong_format', '^[^<]*$'],
    [{ day: '2026-02-30' }, '/day', 'wrong_format', '実在する日付 (例 2026-11-10)'],
    [{ note: 'long' }, '/note', 'too_long', '3文字以内'],
    [{ note: 7 }, '/note', 'wrong_type', '文字列か null'],
    [{ extra: 1 }, '/extra', 'unknown_field', undefined],
    [{ 'a/b~c': 1 }, '/a~1b~0c', 'unknown_field', undefined],
    [{ tags: ['a', 'b', 'c'] }, '/tags', 'too_many', '2件以内'],
    [{ tags: ['a', 'a'] }, '/tags', 'duplicate', undefined],
    [{ guarantee: 'advance' }, '/guarantee', 'wrong_type', 'オブジェクト { … }'],
    [{ guarantee: { kind: 'bid' } }, '/guarantee/kind', 'not_allowed_value', 'advance、performance'],
    [{ guarantee: { kind: 'advance' } }, '/guarantee/bank', 'required', undefined],
    [{ guarantee: { kind: 'advance', bank: '' } }, '/guarantee/bank', 'empty', '1文字以上'],
    [{ guarantee: { kind: 'performance', percent: 9 } }, '/guarantee/percent', 'too_small', '10以上'],
    [{ guarantee: { kind: 'performance', percent: '20' } }, '/guarantee/percent', 'wrong_type', '整数'],
  ];
  for (const [change, pointer, code, expected] of cases) {
    const { errors, ...problem } = (await post({ ...right, ...change })).json() as Problem;
    t.equal(problem.code, 'invalid_request');
    const [first] = errors!;
    t.strictSame(
      { ...first, detail: undefined, in: undefined },
      { pointer, code, ...(expected && { expected }), detail: undefined, in: undefined },
    );
    t.equal(errors!.length, 1, `nothing but ${pointer} ${code}`);
    t.match(first!.detail, pointer.slice(1).replace('/', '.').replace('~1', '/').replace('~0', '~'));
    t.equal(problem.detail, first!.detail);
  }
});

t.test('all that is wrong is told at once', async (t) => {
  const { post } = await service(t);
  const { errors } = (await post({ name: '', note: 1, extra: true })).json() as Problem;
  t.strictSame(errors!.map(({ pointer }) => pointer).sort(), ['/day', '/extra', '/guarantee', '/name', '/note']);
});

t.test('what is wrong a thousand times costs no more than reading it', async (t) => {
  const { app, post } = await service(t);
  await post({});
  const cpuSecondsOf = async (payload: object) => {
    const begun = process.cpuUsage();
    const { errors } = (await post({ ...right, ...payload })).json() as Problem;
    const { user, system } = process.cpuUsage(begun);
    return { seconds: (user + system) / 1e6, errors: errors! };
  };
  const notes = await cpuSecondsOf({ notes: Array(4_000).fill('long') });
  t.ok(notes.seconds < 1, `${notes.seconds} s`);
  t.equal(notes.errors.length, 50, 'the beginning is told');
  const tags = await cpuSecondsOf({ tags: Array(300_000).fill(1) });
  t.ok(tags.seconds < 1, `${tags.seconds} s`);
  t.strictSame(
    tags.errors.map(({ pointer, code }) => `${pointer} ${code}`),
    ['/tags too_many'],
    'items that are too many are not looked at',
  );
  const unknown = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`f${i}`, 1]));
  t.equal((await cpuSecondsOf(unknown)).errors.length, 1, 'of a body that nobody typed, the first error');
  await app.close();
});

t.test('what is not even a request for this service is refused as a problem too', async (t) => {
  const { app } = await service(t);
  const json = { 'content-type': 'application/json' };
  const cases = [
    [{ method: 'POST', url: '/v1/things', headers: json, payload: '{"a":' }, 400, 'malformed_json'],
    [{ method: 'POST', url: '/v1/things', headers: json, payload: '' }, 400, 'malformed_json'],
    [{ method: 'POST', url: '/v1/things', headers: json, payload: '{"__proto__":{}}' }, 400, 'malformed_json'],
    [{ method: 'POST', url: '/v1/things' }, 400, 'invalid_request'],
    [
      { method: 'POST', url: '/v1/things', headers: { 'content-type': 'text/csv' }, payload: 'a' },
      415,
      'unsupported_media_type',
    ],
    [
      { method: 'POST', url: '/v1/things', headers: json, payload: `"${'x'.repeat(2 ** 20)}"` },
      413,
      'payload_too_large',
    ],
    [{ method: 'GET', url: '/v1/things/one' }, 400, 'invalid_request'],
    [{ method: 'GET', url: '/v1/nothing' }, 404, 'not_found'],
    [{ method: 'GET', url: '/v1/%zz' }, 400, 'malformed_request'],
    [{ method: 'GET', url: `/v1/things/${'1'.repeat(400)}` }, 414, 'uri_too_long'],
  ] as const;
  for (const [request, status, code] of cases) {
    const answer = await app.inject(request);
    t.equal(answer.statusCode, status, code);
    t.match(answer.headers['content-type'], 'application/problem+json');
    t.match(answer.json(), { code, status, requestId: answer.headers['x-request-id'] });
  }
});

t.test('a wrong method is told which ones are right', async (t) => {
  const { app } = await service(t);
  const answers = await Promise.all([
    app.inject({ method: 'DELETE', url: '/v1/things' }),
    app.inject({ method: 'POST', url: '/v1/things/7?x=1' }),
    app.inject({ method: 'PROPFIND' as 'GET', url: '/v1/things/7' }),
    app.inject({ method: 'PUT', url: '/docs' }),
  ]);
  t.strictSame(
    answers.map(({ statusCode, headers }) => `${statusCode} ${headers.allow}`),
    ['405 POST', '405 GET, HEAD', '405 GET, HEAD', '405 GET, HEAD'],
  );
});

t.test('bytes that are no HTTP are answered as a problem', async (t) => {
  const { app } = await service(t);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.end('NONSENSE\r\n\r\n');
  const [answer] = await once(socket, 'data');
  t.match(String(answer), /^HTTP\/1\.1 400 .*"code":"malformed_request"/s);
});

t.test('a request that never comes to its end is not waited for', async (t) => {
  const { app } = await service(t);
  t.equal(app.server.requestTimeout, 120_000);
  t.ok(app.server.headersTimeout > 0);
});

t.test('a refusal is answered with its status, its words and the field', async (t) => {
  const { post } = await service(t);
  const answer = await post({ ...right, name: 'none' });
  t.equal(answer.statusCode, 409);
  t.match(answer.json(), {
    code: 'sold_out',
    title: '売り切れです',
    detail: '残りは 0 です。',
    facts: { left: 0 },
    errors: [{ pointer: '/name' }],
  });
});

t.test('a fault of our own tells the caller a number to quote, and the log no content', async (t) => {
  const { post, log } = await service(t, { logLevel: 'trace' });
  for (const name of ['crash', 'db']) {
    const answer = await post({ ...right, name });
    t.equal(answer.statusCode, 500);
    t.match(answer.json(), { code: 'internal_error', requestId: answer.headers['x-request-id'] });
    t.notMatch(answer.body, /髙﨑|row/);
  }
  const lines = log.join('');
  t.match(lines, '"code":"22P02"', 'the database says why');
  t.match(lines, '"message":"the 髙﨑 row is broken"', 'our own words are kept');
  t.notMatch(lines, 'params');
  t.notMatch(lines, 'uuid: ', 'what the database quotes is not');
});

t.test('while the database is away, the caller is asked to come again', async (t) => {
  const { post, log } = await service(t);
  const answer = await post({ ...right, name: 'away' });
  t.equal(answer.statusCode, 503);
  t.match(answer.json(), { code: 'unavailable' });
  t.equal(answer.headers['retry-after'], '5');
  t.match(log.join(''), '"code":"ECONNREFUSED"');
});

t.test('the log names the operation and not the address, the query or the headers', async (t) => {
  const { app, log } = await service(t);
  await app.inject({
    method: 'GET',
    url: '/v1/things/4711?key=geheim',
    headers: { authorization: 'Bearer geheim', cookie: 'a=geheim' },
  });
  app.log.info({ authenticationKey: 'geheim', body: { password: 'geheim', kept: 1 } }, 'a mistake of ours');
  app.log.info({ answers: [{ token: 'geheim', kept: 2 }] }, 'another');
  t.match(log[0], '"operation":"readThing"');
  t.notMatch(log.join(''), /geheim|4711/);
  t.match(log[1], '"authenticationKey":"…","body":{"password":"…","kept":1}');
  t.match(log[2], '"answers":[{"token":"…","kept":2}]');
});

t.test('a request keeps its own id if that may stand in a log', async (t) => {
  const { app } = await service(t);
  const idOf = async (id: string) =>
    (await app.inject({ method: 'GET', url: '/v1/nothing', headers: { 'x-request-id': id } })).headers['x-request-id'];
  t.equal(await idOf('abc-123'), 'abc-123');
  for (const bad of ['x'.repeat(65), 'a b', '{"a":1}', '']) t.match(await idOf(bad), /^[0-9a-f-]{36}$/);
});

t.test('only a trusted proxy says where a request comes from', async (t) => {
  const request = { method: 'GET', url: '/v1/things/1', headers: { 'x-forwarded-for': '192.0.2.9' } } as const;
  t.equal((await (await service(t)).app.inject(request)).json().ip, '127.0.0.1');
  t.equal((await (await service(t, { trustedProxies: ['127.0.0.1'] })).app.inject(request)).json().ip, '192.0.2.9');
});

t.test('an operation is under its rule, which comes before everything else', async (t) => {
  const { app } = await service(t);
  const secret = (authorization?: string) =>
    app.inject({ method: 'GET', url: '/v1/secret', headers: authorization === undefined ? {} : { authorization } });
  for (const wrong of [undefined, 'Bearer', 'Bearer a b', 'Basic YTpi', 'Bearer shut']) {
    const answer = await secret(wrong);
    t.equal(answer.statusCode, 401, `${wrong}`);
    t.equal(answer.headers['www-authenticate'], 'Bearer');
  }
  t.strictSame((await secret('bearer open-sesame')).json(), { caller: 'Ali' });
});

t.test('a service with an operation without a rule, or a rule without an operation, does not get ready', async (t) => {
  const { makeThing: _, ...missing } = rules;
  const one = await service(t, { rules: missing });
  await t.rejects(async () => one.app.ready(), /makeThing has no rule/);
  const other = await service(t, { rules: { ...rules, sellThing: anyone } });
  await t.rejects(async () => other.app.ready(), /rule for sellThing, but no such operation/);
  const third = await service(t);
  third.app.get('/v1/unnamed', async () => ({}));
  await t.rejects(async () => third.app.ready(), /GET \/v1\/unnamed has no operationId/);
});

t.test('the contract says who may call, which problems to expect, and shared schemas by name', async (t) => {
  const { app } = await service(t);
  const { paths, components, openapi } = JSON.parse(await printContract(app));
  t.equal(openapi, '3.1.0');
  t.strictSame(paths['/v1/secret'].get.security, [{ token: [] }]);
  t.strictSame(Object.keys(paths['/v1/secret'].get.responses), ['200', '400', '401', '403', '500', '503']);
  t.strictSame(Object.keys(paths['/v1/things'].post.responses), ['200', '400', '409', '413', '415', '500', '503']);
  t.strictSame(Object.keys(components.schemas), ['Advance', 'Health', 'Problem']);
  t.match(JSON.stringify(paths['/v1/things'].post.requestBody), '"$ref":"#/components/schemas/Advance"');
  t.equal((await app.inject('/openapi.json')).body, (await printContract(app)).trimEnd());
});

t.test('readiness asks what the service depends on, liveness does not', async (t) => {
  const broken = async () => {
    throw new Error('no route to host');
  };
  const { app } = await service(t, { database: broken });
  t.equal((await app.inject('/health/live')).statusCode, 200);
  const answer = await app.inject('/health/ready');
  t.equal(answer.statusCode, 503);
  t.match(answer.json(), { code: 'unavailable', detail: 'データベース に接続できません。' });
  t.equal((await (await service(t)).app.inject('/health/ready')).statusCode, 200);
});

t.test('times are counted by operation and status, never by address', async (t) => {
  const { app, post } = await service(t);
  await app.inject('/v1/things/4711');
  await post({});
  const { body } = await app.inject('/metrics');
  t.match(body, 'http_request_duration_seconds_count{operation="readThing",status="200"} 1');
  t.match(body, 'http_request_duration_seconds_count{operation="makeThing",status="400"} 1');
  t.notMatch(body, '4711');
});

t.test('pages may load nothing but their own, and the documentation works under that rule', async (t) => {
  const { app } = await service(t);
  const page = await app.inject('/docs');
  t.match(String(page.headers['content-security-policy']), /default-src 'none';script-src 'self';style-src 'self';/);
  t.notMatch(page.body, /<script>|style=|onload=/, 'no script or style stands in the page itself');
  for (const [, path] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
    t.equal((await app.inject(path!)).statusCode, 200, `${path}`);
  }
});

t.test('a request that is being answered is finished when the service stops', async (t) => {
  const { app } = await service(t);
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  app.get('/slow', { schema: { hide: true } }, async () => {
    tell();
    await wait(300);
    return { done: true };
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = fetch(`${address}/slow`);
  await asked;
  const since = Date.now();
  const closed = app.close();
  t.strictSame(await (await answer).json(), { done: true });
  await closed;
  t.ok(Date.now() - since < 5000, 'and its connection keeps nobody waiting');
  await t.rejects(fetch(`${address}/slow`), 'nobody listens any more');
});

t.test('a download may have a Japanese name', async (t) => {
  t.equal(
    attachment("電子証書('1').pdf", 'certificate "1".pdf'),
    'attachment; filename="certificate__1_.pdf"; filename*=UTF-8\'\'%E9%9B%BB%E5%AD%90%E8%A8%BC%E6%9B%B8%28%271%27%29.pdf',
  );
});
