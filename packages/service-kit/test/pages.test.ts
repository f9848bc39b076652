import { randomBytes } from 'node:crypto';
import t from 'tap';
import { anyone, type OperationRules } from '../src/auth/index.js';
import { buildServer } from '../src/http/index.js';
import {
  cookieOf,
  createFormTokens,
  errorSummary,
  html,
  loadAssets,
  sharedAssets,
  strictCookie,
  textField,
} from '../src/pages/index.js';
import { problemTable } from '../src/problems/index.js';

t.test('whatever a template is handed is escaped, in text and in attributes', async (t) => {
  const evil = `"><script>alert('1')</script>&`;
  const safe = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';
  t.equal(
    html`<p title="${evil}">${[evil, html`<b>${evil}</b>`]}</p>`.text,
    `<p title="${safe}">${safe}<b>${safe}</b></p>`,
  );
  t.equal(html`${null}${undefined}${false}${0}${''}`.text, '0', 'what is not there prints nothing');
});

t.test('a field is tied to its label, hint and error', async (t) => {
  const errors = [{ field: 'amount', message: '円で入力してください' }];
  const { text } = textField({ id: 'amount', label: '金額', hint: '例: 20,000,000', value: '<1>', errors });
  t.match(text, 'for="amount"');
  t.match(text, 'aria-describedby="amount-hint amount-error" aria-invalid="true"');
  t.match(text, 'value="&lt;1&gt;"');
  t.match(errorSummary(errors)!.text, '<a href="#amount">円で入力してください</a>');
  t.equal(errorSummary([]), null);
});

t.test('a form token holds for its own session and secret alone', async (t) => {
  const tokens = createFormTokens(randomBytes(32));
  const token = tokens.tokenFor('one');
  t.ok(tokens.holds('one', token));
  for (const wrong of [
    '',
    'x',
    `${token}x`,
    tokens.tokenFor('other'),
    createFormTokens(randomBytes(32)).tokenFor('one'),
  ]) {
    t.notOk(tokens.holds('one', wrong));
  }
});

t.test('a cookie is found by its whole name', async (t) => {
  const headers = { cookie: 'preview=1; view=a.b-c_d; other=2' };
  t.equal(cookieOf({ headers }, 'view'), 'a.b-c_d');
  t.equal(cookieOf({ headers: {} }, 'view'), undefined);
  const cookie = strictCookie('view', 'a', { path: '/p', seconds: 60, secure: true });
  t.equal(cookie, 'view=a; Path=/p; Max-Age=60; HttpOnly; SameSite=Strict; Secure');
});

const assets = loadAssets(sharedAssets);
const problems = problemTable<'sold_out'>({ sold_out: { status: 409, title: '売り切れです' } });
const app = await buildServer({
  contract: { title: 'pages', description: '', version: '1', serverUrl: 'http://127.0.0.1', tags: [] },
  rules: { call: anyone } satisfies OperationRules,
  problemOf: problems.fromRefusal,
  problemPage: (problem, requestId) => html`<h1>${problem.title}</h1><p>${requestId}</p>`.text,
  logLevel: 'silent',
});
t.teardown(() => app.close());
assets.routes(app as never);
app.get('/page', { schema: { hide: true } }, async () => {
  throw problems.problem('sold_out');
});
app.get('/call', { schema: { operationId: 'call' } }, async () => {
  throw problems.problem('sold_out');
});

t.test('people see a problem as a page, programs and whoever calls an operation as a document', async (t) => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const kind = async (url: string, headers = {}) => {
    const answer = await app.inject({ url, headers });
    return `${answer.statusCode} ${String(answer.headers['content-type']).split(';')[0]}`;
  };
  t.equal(await kind('/page', browser), '409 text/html');
  t.equal(await kind('/nothing', browser), '404 text/html');
  t.equal(await kind('/page'), '409 application/problem+json');
  t.equal(await kind('/nothing', { accept: '*/*' }), '404 application/problem+json');
  t.equal(await kind('/call', browser), '409 application/problem+json', 'as the contract says');
});

t.test('stylesheets may be kept for ever, since a changed one has another address', async (t) => {
  for (const name of Object.keys(sharedAssets)) {
    const answer = await app.inject({ url: assets.href(name) });
    t.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
    t.match(answer.headers['content-type'], 'text/css');
    t.match(assets.href(name), /^\/assets\/[\w-]{16}\//);
  }
  t.throws(() => assets.href('nothing.css'), /no asset/);
});
