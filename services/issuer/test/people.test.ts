import t from 'tap';
import { application } from './journey.js';
import { readMail } from './mail-text.js';
import { accounts } from './setup.js';
import { dump, named, publicUrl, said, startWorld } from './world.js';

const world = await startWorld(t);
const { inject, contractor, neighbour, underwriter, admin, clock, sql, workOff, mails, log } = world;

const ownOrigin = { 'sec-fetch-site': 'same-origin' };
const start = new Date('2026-11-23T01:00:00Z');
const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};

const anew = { 'if-none-match': '*' };

let address = 0;
/** From an address of its own, unless one is given: attempts are counted by it. */
const signIn = (loginId: string, password: string, { from = `192.0.2.${++address}`, headers = {} } = {}) =>
  inject({
    method: 'POST',
    url: '/v1/sessions',
    headers,
    payload: { loginId, password },
    remoteAddress: from,
  } as Parameters<typeof inject>[0]);

async function signedIn(loginId: string, password: string) {
  const answer = await signIn(loginId, password);
  if (answer.statusCode !== 201) throw new Error(`not signed in: ${answer.body}`);
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  const send = (method: string, url: string, payload?: object, headers: Record<string, string> = ownOrigin) =>
    inject({
      method,
      url,
      headers: { cookie, ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }), ...headers },
      ...(payload && { payload }),
    });
  return { cookie, send, get: (url: string) => send('GET', url) };
}

const { loginId, password } = accounts.contractor;
const person = { role: 'contractor', companyRole: 'applicant', name: '見本 次郎', email: 'jiro@example.jp' };
let people = 0;
const newLogin = () => `person-${++people}`;

/** The newest mail to somebody, and the token in it. */
async function tokenFor(email: string): Promise<string> {
  await workOff();
  const found = mails()
    .map(readMail)
    .filter(({ to }) => to === email);
  return /\/password#([\w-]{43})/.exec(found.at(-1)?.text ?? '')?.[1] ?? '';
}
const setPassword = (token: string, password: string) =>
  inject({ method: 'POST', url: '/v1/passwords', payload: { token, password } });

async function invited(changes: object = {}, by: { post: typeof admin.post } = contractor) {
  const loginId = newLogin();
  const email = `${loginId}@example.jp`;
  const answer = await by.post('/v1/users', { ...person, loginId, email, ...changes });
  if (answer.statusCode !== 201) throw new Error(`not invited: ${answer.body}`);
  const password = `the password of ${loginId}`;
  t.equal(said(await setPassword(await tokenFor(email), password)), '204');
  return { id: (answer.json() as { id: string }).id, loginId, password, email };
}

t.test('a person signs in by password and then does what their company may, by the cookie alone', async (t) => {
  const answer = await signIn(loginId, password);
  t.equal(said(answer), '201');
  t.match(
    String(answer.headers['set-cookie']),
    /^__Host-esurety-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  t.notMatch(answer.body, /token|password/i);
  t.equal(answer.headers['cache-control'], 'no-store');
  const me = await signedIn(loginId.toUpperCase(), password);
  t.match((await me.get('/v1/me')).json(), {
    clientId: null,
    user: { loginId, name: '見本 太郎' },
    role: 'contractor',
    contractor: { id: 'marumaru-kensetsu' },
  });
  const created = await me.send('POST', '/v1/applications', application());
  t.equal(said(created), '201');
  const { id } = created.json() as { id: string };
  const [row] = await sql`select actor from audit_trail where subject = ${id}`;
  t.match(row!.actor, /^user:[0-9a-f-]{36}$/);
  t.equal(said(await neighbour.get(`/v1/applications/${id}`)), '404 application_not_found');
});

t.test('signed out, idle for an hour, or after twelve hours, the cookie opens nothing', async (t) => {
  const me = await signedIn(loginId, password);
  const out = await me.send('DELETE', '/v1/sessions');
  t.equal(said(out), '204');
  t.match(String(out.headers['set-cookie']), /Max-Age=0/);
  t.equal(said(await me.get('/v1/me')), '401 unauthenticated');
  const idle = await signedIn(loginId, password);
  later(3599);
  t.equal(said(await idle.get('/v1/me')), '200');
  later(3599);
  t.equal(said(await idle.get('/v1/me')), '200', 'being seen is what counts');
  later(3601);
  t.equal(said(await idle.get('/v1/me')), '401 unauthenticated');
  const busy = await signedIn(loginId, password);
  for (let hour = 0; hour < 12; hour++) {
    t.equal(said(await busy.get('/v1/me')), '200');
    later(3599);
  }
  later(12);
  t.equal(said(await busy.get('/v1/me')), '401 unauthenticated');
  clock.now = start;
});

t.test('with a cookie, what changes something has to come from our own pages', async (t) => {
  const me = await signedIn(loginId, password);
  const post = (headers: Record<string, string>) => me.send('POST', '/v1/applications', application(), headers);
  t.equal(said(await post({})), '403 forbidden', 'a browser always says where from');
  t.equal(said(await post({ origin: 'https://evil.example.com' })), '403 forbidden');
  t.equal(said(await post({ origin: 'null' })), '403 forbidden');
  t.equal(said(await post({ 'sec-fetch-site': 'cross-site', origin: publicUrl })), '403 forbidden');
  t.equal(said(await post({ 'sec-fetch-site': 'same-site' })), '403 forbidden', 'nor from a sister of ours');
  t.equal(said(await post({ origin: publicUrl })), '201');
  t.equal(said(await post(ownOrigin)), '201');
  t.equal(
    said(await me.send('GET', '/v1/me', undefined, { 'sec-fetch-site': 'cross-site' })),
    '200',
    'a link from a mail works',
  );
  t.equal(said(await contractor.post('/v1/applications', application())), '201', 'a token does not come by itself');
  t.equal(said(await signIn(loginId, password, { headers: { origin: 'https://evil.example.com' } })), '403 forbidden');
  t.equal(said(await signIn(loginId, password, { headers: { origin: publicUrl } })), '201');
});

t.test('an unknown log-in id, a wrong password and a stopped user get the same answer', async (t) => {
  const stopped = await invited();
  t.equal(said(await contractor.post(`/v1/users/${stopped.id}/stop`)), '200');
  const waiting = newLogin();
  await contractor.post('/v1/users', { ...person, loginId: waiting });
  const answers = [
    await signIn('nobody', password),
    await signIn(loginId, `${password} `),
    await signIn(stopped.loginId, stopped.password),
    await signIn(waiting, ''.padEnd(12, 'x')),
  ];
  const bodies = answers.map((answer) => ({ ...(answer.json() as object), requestId: '' }));
  t.equal(said(answers[0]!), '401 sign_in_failed');
  for (const body of bodies) t.strictSame(body, bodies[0]);
});

t.test('who guesses waits ever longer, and nobody else does', async (t) => {
  const from = '198.51.100.7';
  for (let n = 0; n < 5; n++) t.equal(said(await signIn(loginId, 'wrong', { from })), '401 sign_in_failed');
  const waits: unknown[] = [];
  for (let n = 0; n < 4; n++) {
    const slowed = await signIn(loginId, password, { from });
    t.equal(said(slowed), '429 too_many_attempts', 'even the right password has to wait here');
    waits.push(slowed.headers['retry-after']);
    later(Number(slowed.headers['retry-after']));
    t.equal(said(await signIn(loginId, 'wrong', { from })), '401 sign_in_failed');
  }
  t.strictSame(waits, ['1', '2', '4', '8']);
  t.equal(said(await signIn(loginId, password)), '201', 'from elsewhere the owner gets in at once');
  later(16);
  t.equal(said(await signIn(loginId, password, { from })), '201', 'and from here after the wait');
  t.equal(said(await signIn(loginId, 'wrong', { from })), '401 sign_in_failed', 'then the count begins anew');

  const other = '198.51.100.8';
  const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(loginId, 'wrong', { from: other })));
  t.equal(answers.filter(({ statusCode }) => statusCode === 401).length, 5, 'many at once are no way around');

  const spray = '2001:db8:0:1::1';
  let tried = 0;
  while (
    tried < 60 &&
    (await signIn(`nobody-${tried}`, 'wrong', { from: `2001:db8:0:1::${tried + 1}` })).statusCode === 401
  )
    tried++;
  t.equal(tried, 30, 'one source, many accounts');
  t.equal(said(await signIn(loginId, password, { from: spray })), '429 too_many_attempts');
  t.equal(said(await signIn(loginId, password, { from: '2001:db8:0:2::1' })), '201');
  clock.now = start;
});

t.test('an administrator of a company invites its users, each sets a password by the mail, once', async (t) => {
  const boss = await signedIn(loginId, password);
  const newcomer = newLogin();
  const email = `${newcomer}@example.jp`;
  const answer = await boss.send('POST', '/v1/users', { ...person, loginId: newcomer, email });
  t.equal(said(answer), '201');
  t.match(answer.json(), { status: 'invited', contractor: 'marumaru-kensetsu', companyRole: 'applicant' });
  const token = await tokenFor(email);
  const mail = mails()
    .map(readMail)
    .find(({ to }) => to === email)!;
  t.match(mail.messageId, /^password-invitation\..*@mihon\.example\.jp$/);
  t.match(mail.text, new RegExp(`ログインID +${newcomer}`));
  const kept = Object.values(await dump(world)).join();
  t.notMatch(kept, new RegExp(token), 'the token stands nowhere but in the mail');
  t.notMatch(log.join(), new RegExp(token));

  t.equal(said(await setPassword('x'.repeat(43), 'a password of mine')), '410 password_token_invalid');
  t.strictSame(named(await setPassword(token, 'too short')), ['/password too_short']);
  t.equal(said(await setPassword(token, 'a password of mine')), '204');
  t.equal(said(await setPassword(token, 'another one of mine')), '410 password_token_invalid');
  const me = await signedIn(newcomer, 'a password of mine');
  t.equal(said(await me.send('POST', '/v1/applications', application())), '201');
  t.equal(said(await me.get('/v1/users')), '403 forbidden', "an applicant has no say over the company's users");
  t.equal(said(await me.send('POST', '/v1/users', { ...person, loginId: newLogin() })), '403 forbidden');
  t.equal(said(await me.get(`/v1/guarantees/12-08-0000001-9/authentication-key`)), '404 guarantee_not_found');

  t.equal(
    said(await boss.send('POST', '/v1/users', { ...person, loginId: newcomer.toUpperCase() })),
    '409 login_id_taken',
  );
  t.equal(
    said(await boss.send('POST', '/v1/users', { ...person, loginId: newLogin(), contractor: 'sankaku-doboku' })),
    '403 forbidden',
  );
  const underwriter = { role: 'underwriter', branches: null, loginId: newLogin(), name: 'x', email: 'x@example.jp' };
  t.equal(said(await boss.send('POST', '/v1/users', underwriter)), '403 forbidden');
});

t.test('an invitation holds seven days, a reset an hour', async (t) => {
  const newcomer = newLogin();
  await contractor.post('/v1/users', { ...person, loginId: newcomer, email: `${newcomer}@example.jp` });
  const token = await tokenFor(`${newcomer}@example.jp`);
  later(7 * 24 * 3600);
  t.equal(said(await setPassword(token, 'a password of mine')), '410 password_token_invalid');
  const ask = (loginId: string) =>
    inject({ method: 'POST', url: '/v1/password-resets', payload: { loginId }, remoteAddress: '203.0.113.1' } as never);
  t.equal(said(await ask(newcomer)), '202');
  t.equal(
    said(await setPassword(await tokenFor(`${newcomer}@example.jp`), 'a password of mine')),
    '204',
    'who was invited asks again',
  );
  const before = mails().length;
  const written = async (loginId: string) => {
    const tasks = () => sql`select topic, attempts from outbox where topic like '%password%' order by id`;
    const earlier = (await tasks()).length;
    const answer = await ask(loginId);
    return { answer: [answer.statusCode, answer.body], written: (await tasks()).slice(earlier) };
  };
  t.strictSame(
    await written(newcomer),
    await written('nobody-at-all'),
    'neither the answer nor the work tells who exists',
  );
  const reset = await tokenFor(`${newcomer}@example.jp`);
  t.equal(mails().length, before + 1);
  const session = await signedIn(newcomer, 'a password of mine');
  later(3599);
  t.equal(said(await setPassword(reset, 'a new one of mine')), '204');
  t.equal(said(await session.get('/v1/me')), '401 unauthenticated', 'who was signed in is signed out');
  t.equal(said(await signIn(newcomer, 'a password of mine')), '401 sign_in_failed');
  t.equal(said(await signIn(newcomer, 'a new one of mine')), '201');
  later(1);
  await ask(newcomer);
  const late = await tokenFor(`${newcomer}@example.jp`);
  later(3600);
  t.equal(said(await setPassword(late, 'a third one of mine')), '410 password_token_invalid');
  for (let n = 0; n < 5; n++) await ask('somebody-else');
  t.equal(said(await ask('somebody-else')), '429 too_many_attempts');
  clock.now = start;
});

t.test('of those who make the same thing at the same moment one does, and the others are told', async (t) => {
  const branch = {
    name: '大町支店',
    email: 'omachi@mihon.example.jp',
    phone: '026-000-0009',
    hours: '9:00~17:00',
    sortOrder: 9,
  };
  const company = {
    ...{
      name: '同時建設 株式会社',
      address: '長野県大町市',
      representative: { title: '代表取締役', name: '同時 太郎' },
    },
    ...{ lumpSumAgreement: false, creditLimit: '1円' },
  };
  const unfinished = { applicationId: null, fields: [] };
  for (const put of [
    () => admin.put('/v1/branches/omachi', branch, anew),
    () => admin.put('/v1/contractors/douji', company, anew),
    () => contractor.put('/v1/unfinished-applications/0b2f2f0e-7e3a-4c57-8f3b-0a3c5f1f9a11', unfinished, anew),
  ]) {
    const answers = await Promise.all([put(), put(), put(), put()]);
    t.strictSame(answers.map(said).sort(), ['201', ...Array<string>(3).fill('412 changed_meanwhile')]);
  }
});

t.test('who is stopped is out at once, everywhere, and no mail lets them in again', async (t) => {
  const them = await invited();
  const session = await signedIn(them.loginId, them.password);
  t.equal(said(await session.get('/v1/me')), '200');
  await inject({ method: 'POST', url: '/v1/password-resets', payload: { loginId: them.loginId } });
  const token = await tokenFor(them.email);
  t.match((await contractor.post(`/v1/users/${them.id}/stop`)).json(), { status: 'stopped' });
  t.equal(said(await session.get('/v1/me')), '401 unauthenticated');
  t.equal(said(await setPassword(token, 'a way back for me')), '410 password_token_invalid');
  t.equal(said(await neighbour.post(`/v1/users/${them.id}/stop`)), '404 user_not_found');
  t.equal(said(await neighbour.get(`/v1/users/${them.id}`)), '404 user_not_found');

  const boss = await signedIn(loginId, password);
  const { user } = (await boss.get('/v1/me')).json() as { user: { id: string } };
  t.equal(said(await boss.send('POST', `/v1/users/${user.id}/stop`)), '409 cannot_stop_oneself');
  t.equal(said(await contractor.post(`/v1/users/${user.id}/stop`)), '409 last_company_admin');
  const second = await invited({ companyRole: 'company_admin' });
  const { etag } = (await contractor.get(`/v1/users/${second.id}`)).headers;
  const demote = (tag: string) =>
    contractor.patch(`/v1/users/${second.id}`, { companyRole: 'applicant' }, { 'if-match': tag });
  t.equal(said(await contractor.patch(`/v1/users/${second.id}`, { name: 'x' })), '428 if_match_missing');
  t.equal(said(await demote(String(etag))), '200');
  t.equal(said(await demote(String(etag))), '412 changed_meanwhile');
  const { users } = (await contractor.get('/v1/users')).json() as {
    users: { id: string; status: string; contractor: string }[];
  };
  t.ok(users.every(({ contractor }) => contractor === 'marumaru-kensetsu'));
  t.equal(users.find(({ id }) => id === them.id)!.status, 'stopped');
});

t.test('of the last two administrators of a company who are stopped at the same moment one stays', async (t) => {
  const pair = [await invited({ companyRole: 'company_admin' }), await invited({ companyRole: 'company_admin' })];
  const { users } = (await contractor.get('/v1/users')).json() as { users: { id: string; companyRole: string }[] };
  const others = users.filter(
    ({ id, companyRole }) => companyRole === 'company_admin' && !pair.some((one) => one.id === id),
  );
  for (const { id } of others) await admin.post(`/v1/users/${id}/stop`);
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all(pair.map(({ id }) => contractor.post(`/v1/users/${id}/stop`)));
    t.strictSame(answers.map(said).sort(), ['200', '409 last_company_admin']);
    for (const { id } of pair) await contractor.post(`/v1/users/${id}/reinstatement`);
  }
  for (const { id } of [...others, ...pair]) await admin.post(`/v1/users/${id}/reinstatement`);
});

t.test('who was stopped is let in again by the side that stopped them, with the password they had', async (t) => {
  const them = await invited();
  const path = `/v1/users/${them.id}`;
  await contractor.post(`${path}/stop`);
  t.equal(said(await neighbour.post(`${path}/reinstatement`)), '404 user_not_found');
  t.match((await contractor.post(`${path}/reinstatement`)).json(), { status: 'active' });
  t.match(
    (await contractor.post(`${path}/reinstatement`)).json(),
    { status: 'active' },
    'said again, it changes nothing',
  );
  t.equal(said(await (await signedIn(them.loginId, them.password)).get('/v1/me')), '200');

  await admin.post(`${path}/stop`);
  await contractor.post(`${path}/stop`);
  t.equal(said(await contractor.post(`${path}/reinstatement`)), '403 forbidden', 'the issuer has its reasons');
  t.match((await admin.post(`${path}/reinstatement`)).json(), { status: 'active' });
  const acts =
    await sql`select actor from audit_trail where act = 'reinstate_user' and subject = ${`user:${them.id}`} order by id`;
  t.strictSame(
    acts.map(({ actor }) => actor),
    ['client:marumaru-kensetsu', 'client:admin'],
  );
});

t.test('an admin registers a company and its first administrator, who begins to apply', async (t) => {
  const company = {
    name: '新しい建設 株式会社',
    address: '長野県茅野市',
    representative: { title: '代表取締役', name: '新 太郎' },
    lumpSumAgreement: false,
    creditLimit: '５千万円',
  };
  const path = '/v1/contractors/atarashii';
  t.strictSame(named(await admin.put(path, company, anew)), ['/creditLimit not_an_amount']);
  const registered = { ...company, creditLimit: '50,000,000円' };
  t.equal(said(await admin.put(path, registered, { 'if-match': '"1"' })), '412 changed_meanwhile');
  const answer = await admin.put(path, registered, anew);
  t.equal(said(answer), '201');
  t.match(answer.json(), { creditLimit: 50_000_000, creditInUse: 0 });
  t.equal(said(await admin.put(path, registered)), '428 if_match_missing');
  t.equal(said(await admin.put(path, registered, anew)), '412 changed_meanwhile');
  t.equal(said(await admin.put(path, { ...registered, lumpSumAgreement: true }, { 'if-match': '"1"' })), '200');
  t.equal(said(await admin.put(path, registered, { 'if-match': '"1"' })), '412 changed_meanwhile');
  for (const who of [contractor, underwriter]) t.equal(said(await who.put(path, registered)), '403 forbidden');
  t.equal(said(await contractor.get(path)), '403 forbidden');

  const first = await invited({ contractor: 'atarashii', companyRole: 'company_admin' }, admin);
  const boss = await signedIn(first.loginId, first.password);
  t.match((await boss.get('/v1/me')).json(), {
    contractor: { id: 'atarashii', lumpSumAgreement: true, creditLimit: 50_000_000 },
  });
  t.equal(said(await boss.send('POST', '/v1/applications', application())), '201');
  const { users } = (await boss.get('/v1/users')).json() as { users: object[] };
  t.equal(users.length, 1, 'and sees nobody but its own people');
  t.strictSame(named(await admin.post('/v1/users', { ...person, loginId: newLogin(), contractor: 'nowhere' })), [
    '/contractor unknown_contractor',
  ]);
});

t.test('an admin opens a branch and puts an underwriter there, who sees it alone', async (t) => {
  const branch = {
    name: '松本支店',
    phone: '0263-00-0000',
    email: 'matsumoto@mihon.example.jp',
    hours: '9:00~17:00',
    sortOrder: 5,
  };
  t.equal(said(await admin.put('/v1/branches/matsumoto', branch, anew)), '201');
  t.equal(said(await admin.put('/v1/branches/matsumoto', branch)), '428 if_match_missing');
  const { etag } = (await inject({ method: 'GET', url: '/v1/branches/matsumoto' })).headers;
  t.equal(
    said(await admin.put('/v1/branches/matsumoto', { ...branch, hours: '9:00~16:00' }, { 'if-match': String(etag) })),
    '200',
  );
  t.match((await inject({ method: 'GET', url: '/v1/branches' })).json(), {
    branches: [{}, {}, { id: 'matsumoto', hours: '9:00~16:00' }],
  });
  t.equal(said(await inject({ method: 'GET', url: '/v1/branches/nowhere' })), '404 branch_not_found');

  const unknown = { role: 'underwriter', branches: ['nowhere'], loginId: newLogin(), name: 'x', email: 'x@example.jp' };
  t.strictSame(named(await admin.post('/v1/users', unknown)), ['/branches/0 unknown_branch']);
  const answer = await admin.post('/v1/users', { ...unknown, branches: ['matsumoto'], email: 'matsu@example.jp' });
  t.equal(said(answer), '201');
  await setPassword(await tokenFor('matsu@example.jp'), 'a password of mine');
  const them = await signedIn(unknown.loginId, 'a password of mine');
  const there = (await contractor.post('/v1/applications', { ...application(), branch: 'matsumoto' })).json() as {
    id: string;
  };
  const elsewhere = (await contractor.post('/v1/applications', application())).json() as { id: string };
  t.equal(said(await them.get(`/v1/applications/${there.id}`)), '200');
  t.equal(said(await them.get(`/v1/applications/${elsewhere.id}`)), '404 application_not_found');
  const { id } = answer.json() as { id: string };
  const moved = await admin.patch(`/v1/users/${id}`, { branches: null }, { 'if-match': '"1"' });
  t.equal(said(moved), '200');
  t.equal(
    said(await them.get(`/v1/applications/${elsewhere.id}`)),
    '200',
    'moved to the head office, they see it at once',
  );
});

t.test('no password is kept but as argon2id, and none is in a log', async (t) => {
  const kept = Object.values(await dump(world)).join();
  for (const secret of [password, 'a password of mine', 'a new one of mine']) {
    t.notOk(kept.includes(secret));
    t.notOk(log.join().includes(secret));
  }
  const hashes = await sql<
    { password_hash: string }[]
  >`select password_hash from users where password_hash is not null`;
  for (const { password_hash } of hashes) t.match(password_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
