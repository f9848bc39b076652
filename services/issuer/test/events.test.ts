import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { addDays, todayInTokyo } from '@e-surety/domain';
import { createMetrics } from '@e-surety/service-kit/metrics';
import { Webhook } from 'standardwebhooks';
import t, { type Test } from 'tap';
import { root } from '../../../scripts/root.js';
import { moveRequest } from '../src/applications/move-request.js';
import { eventCatalogue } from '../src/events/catalogue.js';
import { fetchDsureEvents } from '../src/events/fetch-dsure-events.js';
import { addEventMetrics } from '../src/events/metrics.js';
import { placeEvents } from '../src/events/place-events.js';
import { recordEvent } from '../src/events/record-event.js';
import { askForReminders } from '../src/reminders/ask-for-reminders.js';
import { deliverEvent } from '../src/webhooks/deliver-event.js';
import { lookUpPublic, postOnce } from '../src/webhooks/post-once.js';
import { pruneWebhookDeliveries } from '../src/webhooks/prune-webhook-deliveries.js';
import { faultOfUrl } from '../src/webhooks/webhook-url.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance } from './journey.js';
import { readMail } from './mail-text.js';
import { dump, named, said, startWorld, type TestCaller } from './world.js';

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { clock, contractor, neighbour, underwriter, sql, workOff } = world;
const second = world.caller('underwriter', 'second-underwriter');
const { read, submitted, review, approved, issued } = journeys(world);
const keyHolder = createDsureClient({ baseUrl: dsure.url });

// D-Sure tells the time by its own clock, so all days here are counted from the real one.
const present = new Date(`${todayInTokyo(new Date())}T12:00:00+09:00`);
const inDays = (days: number) => addDays(todayInTokyo(present), days);
const twentyDaysAgo = new Date(present.getTime() - 20 * 86_400_000);
const works = { contractDate: inDays(-30), period: { from: inDays(-29), to: inDays(25) } };
clock.now = present;

interface Event {
  id: string;
  type: string;
  data: Record<string, unknown>;
}
interface Feed {
  events: Event[];
  next: string;
  more: boolean;
}
const feed = async (who: TestCaller = contractor, after: string | null = null, limit = 100): Promise<Feed> => {
  const answer = await who.get(`/v1/events?limit=${limit}${after === null ? '' : `&after=${after}`}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json() as Feed;
};
const start = async () => (await feed()).next;
const types = ({ events }: Feed) => events.map(({ type }) => type);

async function guaranteed(guarantees: object[] = [advance()]) {
  clock.now = twentyDaysAgo;
  const seen = await issued(application({ works, guarantees }));
  clock.now = present;
  return seen;
}

const of = (number: string) => `/v1/guarantees/${number}/change-requests`;
async function asked(number: string, change: object, who = contractor) {
  const nothing = { contractChange: null, newAmount: null, newPeriodTo: null, effectiveOn: null, reason: '設計変更' };
  const answer = await who.post(of(number), { ...nothing, ...change });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return { id: (answer.json() as { id: string }).id, etag: answer.headers.etag as string };
}
async function decided(number: string, change: object, decision = 'approve', by = contractor) {
  const { id, etag } = await asked(number, change, by);
  const message = decision === 'approve' ? null : '見直してください';
  const answer = await underwriter.post(`${of(number)}/${id}/review`, { decision, message }, { 'if-match': etag });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  await workOff();
  return id;
}

async function keyOf(number: string): Promise<string> {
  const answer = await contractor.get(`/v1/guarantees/${number}/authentication-key`);
  return (answer.json() as { authenticationKey: string }).authenticationKey;
}

/** A receiver of webhooks: answers with `status` and keeps what came. */
async function startReceiver(t: Pick<Test, 'teardown'>) {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const receiver = { status: 204, headers: {} as Record<string, string>, received, url: '' };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(receiver.status, receiver.headers).end('as much as it likes'.repeat(1000));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.teardown(() => server.close());
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;
  return receiver;
}

interface Endpoint {
  id: string;
  secret: string;
  enabled: boolean;
  disabledBecause: string | null;
}
interface Delivery {
  event: Event;
  state: string;
  attempts: { status: number | null; failure: string | null }[];
}
const wanting = (url: string, eventTypes: string[] | null = null) => ({ url, description: '見本', eventTypes });
async function registered(url: string, eventTypes: string[] | null = null): Promise<Endpoint> {
  const answer = await contractor.post('/v1/webhook-endpoints', wanting(url, eventTypes));
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json() as Endpoint;
}
const at = ({ id }: Endpoint) => `/v1/webhook-endpoints/${id}`;
const seen = async (endpoint: Endpoint) => (await contractor.get(at(endpoint))).json() as Endpoint;
const deliveries = async (endpoint: Endpoint, query = '') =>
  ((await contractor.get(`${at(endpoint)}/deliveries${query}`)).json() as { deliveries: Delivery[] }).deliveries;
/** Sends all that is due by the clock; tells how many attempts that were. */
async function sendAll() {
  await placeEvents(world.world.db, clock.now);
  let attempts = 0;
  while (await deliverEvent(world.world)) attempts += 1;
  return attempts;
}
const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};
// From the very first event on, somebody is called for each of them.
const listener = await startReceiver(t);
const listening = await registered(listener.url);

t.test('what becomes of applications is told with ids alone', async (t) => {
  const before = await start();
  const returned = await submitted();
  await review(returned, { decision: 'return', message: '工期を直してください' });
  const refused = await submitted(application({ guarantees: [performance()] }));
  const declined = { kind: 'performance', decision: 'decline', message: '見本' };
  await review(refused, { guarantees: [declined] });
  const due = await approved(application({ guarantees: [performance({ feePayment: 'cash' })] }));
  const held = await approved(application({ guarantees: [performance()] }));
  const { id: applicationId } = held;
  await moveRequest(world.world.db, { applicationId, kind: 'performance' }, 'hold', {
    now: clock.now,
    message: '見本',
  });
  for (const who of [underwriter, second]) {
    const url = `/v1/applications/${applicationId}/guarantees/performance/held-decision`;
    t.equal(said(await who.post(url, { decision: 'void', reason: '取下げのため' })), '200');
  }
  const { events } = await feed(contractor, before);
  t.strictSame(
    events.map(({ type, data }) => ({ type, data })),
    [
      { type: 'application.returned', data: { applicationId: returned.id } },
      { type: 'application.declined', data: { applicationId: refused.id, kind: 'performance' } },
      { type: 'fee.due', data: { applicationId: due.id, kind: 'performance', payBy: inDays(14) } },
      { type: 'application.voided', data: { applicationId, kind: 'performance' } },
    ],
  );
});

t.test('what becomes of a guarantee is told in the order in which it happens, each thing once', async (t) => {
  const before = await start();
  const seen = await guaranteed([advance(), performance()]);
  const number = guaranteeOf(seen, 'advance_payment').guaranteeNumber!;
  const other = guaranteeOf(seen, 'performance').guaranteeNumber!;
  await askForReminders(world.world.db, present);
  await workOff();
  const less = { type: 'decrease', newAmount: 19_000_000, effectiveOn: inDays(0) };
  const sentBack = await decided(number, less, 'return');
  await contractor.post(`${of(number)}/${sentBack}/withdrawal`);
  const refused = await decided(number, less, 'decline');
  await decided(number, less);
  await decided(
    number,
    { type: 'correction', corrections: [{ item: '/works/number', value: '1' }] },
    'approve',
    second,
  );
  await contractor.post(`/v1/guarantees/${number}/key-replacement`, { reason: '誤送信' });
  await workOff();
  await decided(number, { type: 'cancellation', effectiveOn: inDays(0) });
  await decided(other, { type: 'void' }, 'approve', second);

  const { events } = await feed(contractor, before);
  const applicationId = seen.id;
  const issue = { applicationId, revision: 0 };
  const ending = { periodTo: inDays(25), days: 30 };
  const told = events.map(({ type, data }) => ({ type, data }));
  t.strictSame(
    told.slice(0, 4).sort(byText),
    [
      { type: 'guarantee.issued', data: { ...issue, kind: 'advance_payment', guaranteeNumber: number } },
      { type: 'guarantee.issued', data: { ...issue, kind: 'performance', guaranteeNumber: other } },
      { type: 'guarantee.ending_soon', data: { ...ending, guaranteeNumber: number } },
      { type: 'guarantee.ending_soon', data: { ...ending, guaranteeNumber: other } },
    ].sort(byText),
  );
  t.strictSame(told.slice(4), [
    { type: 'change_request.returned', data: { guaranteeNumber: number, changeRequestId: sentBack } },
    { type: 'change_request.declined', data: { guaranteeNumber: number, changeRequestId: refused } },
    { type: 'guarantee.amended', data: { guaranteeNumber: number, revision: 1 } },
    { type: 'guarantee.corrected', data: { guaranteeNumber: number, revision: 2 } },
    { type: 'guarantee.key_replaced', data: { guaranteeNumber: number, keyGeneration: 2 } },
    { type: 'guarantee.cancelled', data: { guaranteeNumber: number, revision: 3 } },
    { type: 'guarantee.voided', data: { guaranteeNumber: other, revision: 1 } },
  ]);
  const key = await keyOf(other);
  t.notMatch((await dump(world)).events, key.replaceAll('-', ''));
});

const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

t.test('an extra fee is told when it is due, and the change once it is paid and done', async (t) => {
  clock.now = twentyDaysAgo;
  const { id } = await approved(application({ works, guarantees: [performance({ feePayment: 'cash' })] }));
  const received = { receivedOn: inDays(-20), method: 'cash', reference: '1' };
  await underwriter.post(`/v1/applications/${id}/guarantees/performance/fee-receipt`, { ...received, amount: 20_000 });
  await workOff();
  clock.now = present;
  const number = (await read(id)).guarantees[0]!.guaranteeNumber!;
  const before = await start();
  const changeRequestId = await decided(number, { type: 'increase', newAmount: 6_000_000, effectiveOn: inDays(0) });
  t.strictSame(
    (await feed(contractor, before)).events.map(({ type, data }) => ({ type, data })),
    [{ type: 'change_request.fee_due', data: { guaranteeNumber: number, changeRequestId } }],
  );
  const paid = { ...received, receivedOn: inDays(0), amount: 4_000 };
  t.equal(said(await underwriter.post(`${of(number)}/${changeRequestId}/fee-receipt`, paid)), '200');
  await workOff();
  t.strictSame(types(await feed(contractor, before)), ['change_request.fee_due', 'guarantee.amended']);
});

t.test('a reader goes on from where it stopped, and everybody sees what is theirs', async (t) => {
  const all = await feed();
  const one = await feed(contractor, null, 1);
  t.strictSame([one.events, one.more], [all.events.slice(0, 1), true]);
  t.strictSame((await feed(contractor, one.next)).events, all.events.slice(1));
  t.strictSame(await feed(contractor, all.next), { events: [], next: all.next, more: false });
  t.strictSame(types(await feed(neighbour)), []);
  t.strictSame(types(await feed(world.wakayama)), [], 'another branch');
  t.strictSame(types(await feed(underwriter)), types(all), 'the head office');
  const strange = Buffer.from(`7 ${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`).toString('base64url');
  t.equal(said(await contractor.get(`/v1/events?after=${strange}`)), '409 cursor_unknown');
  t.strictSame(named(await contractor.get('/v1/events?after=x')), ['/after not_a_cursor']);
});

t.test('what a slow transaction tells comes after what was read meanwhile, and is not skipped', async (t) => {
  const before = await start();
  const write = (tx: typeof sql) => tx`
    insert into events (type, contractor_id, application_id, at, data)
    select type, contractor_id, application_id, at, data from events where type = 'application.returned' limit 1
    returning id`;
  const slow = await sql.reserve();
  await slow`begin`;
  const [late] = await write(slow as unknown as typeof sql);
  const [early] = await write(sql);
  const { events, next } = await feed(contractor, before);
  t.strictSame(
    events.map(({ id }) => id),
    [early!.id],
  );
  await slow`commit`;
  slow.release();
  t.strictSame(
    (await feed(contractor, next)).events.map(({ id }) => id),
    [late!.id],
  );
});

interface TimelineEntry {
  event: Event;
  title: string;
  acknowledgement: { result: string; reason: string; declaredBy: object } | null;
}
const timelineOf = async (number: string, who = contractor) =>
  ((await who.get(`/v1/guarantees/${number}/events`)).json() as { timeline: TimelineEntry[] }).timeline;
/** Until there is nothing more; by two instances, since there may be two. */
const fetchAll = async () => {
  while ((await Promise.all([fetchDsureEvents(world.world), fetchDsureEvents(world.world)])).includes(true));
};

t.test('that a key was used, and what its holder declared, stands on the timeline, once', async (t) => {
  const seen = await guaranteed();
  const number = seen.guarantees[0]!.guaranteeNumber!;
  const found = await keyHolder.lookUpCertificate({ body: { authenticationKey: await keyOf(number) } });
  if (!found.ok) throw new Error(found.problem.detail);
  const declaredBy = { organisation: '富士見町', department: '建設課', name: '見本 太郎' };
  const { token } = found.data.view;
  await keyHolder.acknowledgeCertificate({
    path: { guaranteeNumber: number, revision: '0' },
    headers: bearer(token),
    body: { result: 'correction_requested', reason: '工期が違います', declaredBy },
  });
  await fetchAll();
  const timeline = await timelineOf(number);
  t.strictSame(
    timeline.map(({ event, title }) => [event.type, title]),
    [
      ['guarantee.issued', '保証の発行'],
      ['certificate.viewed', '認証キーによる照会'],
      ['certificate.acknowledged', '受領・訂正依頼の申告'],
    ],
  );
  t.strictSame(timeline[2]!.acknowledgement, { result: 'correction_requested', reason: '工期が違います', declaredBy });
  t.equal(said(await neighbour.get(`/v1/guarantees/${number}/events`)), '404 guarantee_not_found');

  await workOff();
  const mail = world
    .mails()
    .map(readMail)
    .find(({ subject }) => subject.includes('訂正依頼のお知らせ'))!;
  t.match(mail.text, /富士見町 建設課 見本 太郎 様/);
  t.match(mail.text, '工期が違います');
  const told = () => world.mails().filter((one) => readMail(one).subject.includes('訂正依頼のお知らせ')).length;
  const before = told();
  await keyHolder.acknowledgeCertificate({
    path: { guaranteeNumber: number, revision: '0' },
    headers: bearer(token),
    body: { result: 'correction_requested', reason: '工期がまだ違います', declaredBy },
  });
  await fetchAll();
  await workOff();
  t.equal((await timelineOf(number)).length, 4, 'a second one stands there too');
  t.equal(told(), before, 'and in the same hour no second mail says so');
  timeline.push((await timelineOf(number))[3]!);

  await sql`update dsure_feed set place = ${Buffer.from(`1 ${crypto.randomUUID()}`).toString('base64url')}`;
  await fetchAll();
  t.strictSame(await timelineOf(number), timeline, 'read again from the beginning, nothing is taken in twice');
});

t.test('each event of the catalogue was sent as the feed tells it: ids, and never a key', async (t) => {
  const { events } = await feed();
  t.strictSame(new Set(events.map(({ type }) => type)), new Set(Object.keys(eventCatalogue)));
  await sendAll();
  t.strictSame(
    listener.received.map(({ body }) => JSON.parse(body) as Event),
    events,
  );
  for (const { type, data } of events) {
    const members = Object.keys(eventCatalogue[type as keyof typeof eventCatalogue].data.properties);
    t.strictSame(Object.keys(data).sort(), members.sort(), type);
  }
  const sent = listener.received.map(({ headers, body }) => JSON.stringify(headers) + body).join();
  const numbers = new Set(events.map(({ data }) => data.guaranteeNumber as string | undefined).filter(Boolean));
  for (const number of numbers) {
    const key = await keyOf(number!);
    for (const written of [key, key.replaceAll('-', '')]) t.notOk(sent.includes(written));
  }
  t.equal(said(await contractor.delete(at(listening))), '204');
});

t.test('docs/events.md has the catalogue as it is', async (t) => {
  const page = readFileSync(join(root, 'docs/events.md'), 'utf8');
  const rows = Object.entries(eventCatalogue).map(([type, { title, data }]) => {
    const members = Object.keys(data.properties).map((member) => `\`${member}\``);
    return `| \`${type}\` | ${title} | ${members.join(', ')} |`;
  });
  t.strictSame(page.match(/^\| `\w+\.\w+`.*$/gm), rows);
});

let anApplication: string;
async function happens(type: 'application.returned' | 'application.declined' = 'application.returned') {
  anApplication ??= (await feed()).events[0]!.data.applicationId as string;
  const data = { applicationId: anApplication, kind: 'performance' as const };
  const { applicationId } = data;
  await (type === 'application.declined'
    ? recordEvent(world.world.db, type, data, { at: clock.now })
    : recordEvent(world.world.db, type, { applicationId }, { at: clock.now }));
}

t.test('a webhook is what the feed says, and the public library accepts its signature', async (t) => {
  clock.now = new Date();
  const receiver = await startReceiver(t);
  const once = { 'idempotency-key': 'an-endpoint' };
  const answer = await contractor.post('/v1/webhook-endpoints', wanting(receiver.url), once);
  const endpoint = answer.json() as Endpoint;
  t.match(endpoint.secret, /^whsec_[\w+/]{43}=$/);
  const repeated = await contractor.post('/v1/webhook-endpoints', wanting(receiver.url), once);
  t.strictSame(repeated.json(), endpoint, 'a lost answer is repeated, with its secret');
  t.notOk('secret' in (await seen(endpoint)));
  const tables = Object.values(await dump(world)).join('\n');
  t.notOk(tables.includes(endpoint.secret.slice(6)), 'the secret is at rest nowhere in the clear');
  const choosy = await registered(`${receiver.url}/declined`, ['application.declined']);

  const registry = createMetrics();
  addEventMetrics(registry, world.world.db);
  const numbers = async () => (await registry.metrics()).split('nodejs_gc_duration_seconds').at(-1)!;
  const before = await start();
  await happens();
  await placeEvents(world.world.db, clock.now);
  t.match(await numbers(), 'issuer_webhook_deliveries{state="due"} 1\n', 'of this moment, in every reading');
  t.equal(await sendAll(), 1);
  t.match(await numbers(), 'issuer_webhook_deliveries{state="due"} 0\n');
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  const told = new Webhook(endpoint.secret).verify(body, headers as Record<string, string>);
  const { events } = await feed(contractor, before);
  t.strictSame(told, events[0]);
  t.equal(headers['webhook-id'], events[0]!.id);
  t.throws(() => new Webhook(endpoint.secret).verify(`${body} `, headers as Record<string, string>));
  t.match(await deliveries(endpoint), [{ state: 'delivered', attempts: [{ status: 204, failure: null }] }]);

  await happens('application.declined');
  t.equal(await sendAll(), 2);
  t.strictSame(
    (await deliveries(choosy)).map(({ event }) => event.type),
    ['application.declined'],
  );

  const rotated = (await contractor.post(`${at(endpoint)}/secret-rotation`)).json() as Endpoint;
  t.not(rotated.secret, endpoint.secret);
  await happens();
  await sendAll();
  const last = receiver.received.at(-1)!;
  for (const { secret } of [endpoint, rotated]) {
    t.doesNotThrow(() => new Webhook(secret).verify(last.body, last.headers as Record<string, string>));
  }
  later(24 * 3600);
  await happens();
  await sendAll();
  t.notMatch(receiver.received.at(-1)!.headers['webhook-signature'], ' ', 'a day later the new one signs alone');
  for (const one of [endpoint, choosy]) t.equal(said(await contractor.delete(at(one))), '204');
});

t.test('what does not arrive is tried by the schedule, told with its reasons, and sent again when asked', async (t) => {
  const receiver = await startReceiver(t);
  const endpoint = await registered(receiver.url);
  receiver.status = 302;
  receiver.headers = { location: `${receiver.url}/elsewhere` };
  await happens();
  t.equal(await sendAll(), 1, 'the redirect is not followed');
  receiver.headers = {};
  receiver.status = 500;
  const [minute, hour] = [60, 3600];
  for (const pause of [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour]) {
    later(pause * 0.99);
    t.equal(await sendAll(), 0);
    later(pause * 0.2);
    t.equal(await sendAll(), 1, `after ${pause} s`);
  }
  t.match(await deliveries(endpoint), [{ state: 'pending' }]);
  later(27 * hour);
  await sendAll();
  const [failed, ...none] = await deliveries(endpoint, '?state=failed');
  t.strictSame(none, []);
  t.strictSame(
    failed!.attempts.map(({ status, failure }) => `${status} ${failure}`),
    ['302 redirected', ...Array<string>(9).fill('500 not_accepted')],
  );
  later(100 * hour);
  t.equal(await sendAll(), 0);

  receiver.status = 200;
  const replays = `${at(endpoint)}/replays`;
  t.equal(said(await contractor.post(replays, { eventId: failed!.event.id })), '202');
  t.equal(await sendAll(), 1);
  t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
  t.match(await deliveries(endpoint), [{ state: 'delivered' }]);
  t.equal(said(await contractor.post(replays, { eventId: crypto.randomUUID() })), '404 event_not_found');

  receiver.status = 503;
  receiver.headers = { 'retry-after': '1000' };
  await happens();
  await happens();
  t.equal(await sendAll(), 1, 'a receiver that asks for a pause gets it');
  receiver.headers = {};
  receiver.status = 410;
  later(1000);
  t.equal(await sendAll(), 1);
  t.match(await seen(endpoint), { enabled: false, disabledBecause: 'gone' });
  await happens();
  later(hour);
  t.equal(await sendAll(), 0, 'who is gone gets nothing any more');
  receiver.status = 200;
  const { etag } = (await contractor.get(at(endpoint))).headers as { etag: string };
  t.equal(said(await contractor.patch(at(endpoint), { enabled: true }, { 'if-match': etag })), '200');
  const { events } = (await contractor.post(replays, { since: clock.now.toISOString() })).json() as { events: number };
  t.equal(events, 0);
  const all = await feed();
  t.strictSame((await contractor.post(replays, { since: '2020-01-01T00:00:00Z' })).json(), {
    events: all.events.length,
  });
  receiver.received.length = 0;
  await sendAll();
  t.strictSame(
    receiver.received.map(({ body }) => (JSON.parse(body) as Event).id),
    all.events.map(({ id }) => id),
    'all of them, in the order in which they happened',
  );

  const [then, last] = [clock.now, all.events.at(-1)!.id];
  const [old] = await sql`select event_id from webhook_deliveries where event_id <> ${last} limit 1`;
  later(90 * 24 * hour);
  await contractor.post(replays, { eventId: last });
  await sendAll();
  await sql`update webhook_deliveries set state = 'pending' where event_id = ${old!.event_id}`;
  later(hour);
  await pruneWebhookDeliveries(world.world.db, clock.now);
  const left = await deliveries(endpoint);
  t.strictSame(left.map(({ event }) => event.id).sort(), [last, old!.event_id].sort(), 'of late, or still to be sent');
  t.equal(said(await contractor.post(replays, { since: '2020-01-01T00:00:00Z' })), '202');
  t.equal((await deliveries(endpoint)).length, all.events.length, 'what is forgotten can be replayed');
  clock.now = then;
  await contractor.delete(at(endpoint));
});

t.test('endpoints belong to a company, and to those of it who may look after them', async (t) => {
  const endpoint = await registered('http://127.0.0.1:1/');
  t.equal(said(await neighbour.get(at(endpoint))), '404 webhook_endpoint_not_found');
  t.equal(said(await neighbour.delete(at(endpoint))), '404 webhook_endpoint_not_found');
  t.equal(said(await underwriter.get('/v1/webhook-endpoints')), '403 forbidden');
  const reader = world.caller('contractor', 'marumaru-kensetsu', ['guarantees:read']);
  t.equal(said(await reader.get('/v1/webhook-endpoints')), '403 forbidden');
  t.equal(said(await contractor.patch(at(endpoint), { enabled: false })), '428 if_match_missing');
  for (let i = 0; i < 9; i++) await registered('http://127.0.0.1:1/');
  const oneMore = await contractor.post('/v1/webhook-endpoints', wanting('http://127.0.0.1:1/'));
  t.equal(said(oneMore), '409 too_many_webhook_endpoints');
  await sql`delete from webhook_endpoints`;
});

t.test('a webhook leads to the public Internet and nowhere else', async (t) => {
  for (const url of [
    ...['http://example.com/', 'https://user@example.com/', 'https://example.com/#x', 'ftp://example.com/', 'x'],
    ...['https://localhost/', 'https://db/', 'https://printer.local/', 'https://metadata.google.internal/'],
    ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0/', 'https://10.1.2.3/'],
    ...['https://169.254.169.254/', 'https://172.16.0.1/', 'https://192.168.1.1/', 'https://100.64.0.1/'],
    ...['https://[::1]/', 'https://[::]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:a9fe:a9fe]/'],
    ...['https://[fe80::1]/', 'https://[fc00::1]/', 'https://[fd00:ec2::254]/', 'https://[64:ff9b::7f00:1]/'],
    ...['https://[2002:7f00:1::]/', 'https://[ff02::1]/', 'https://224.0.0.1/', 'https://255.255.255.255/'],
  ]) {
    t.not(faultOfUrl(url, 'public'), null, url);
  }
  for (const url of ['https://example.com/x?y=z', 'https://8.8.8.8:8443/', 'https://[2606:4700::1111]/']) {
    t.equal(faultOfUrl(url, 'public'), null, url);
  }
  const strict = await startWorld(t, { webhookTargets: 'public' });
  const refused = await strict.contractor.post('/v1/webhook-endpoints', wanting('https://[::ffff:10.0.0.1]/'));
  t.equal(said(refused), '422 webhook_url_refused');
  t.strictSame(named(refused), ['/url url_refused']);

  const inside = await startReceiver(t);
  const sent = await postOnce({ url: inside.url, headers: {}, body: '{}', targets: 'public' });
  t.equal(sent.failure, 'address_not_allowed');
  // A name that leads inside: what is judged is what is connected to.
  const { port } = new URL(inside.url);
  const error = await new Promise<{ code?: string }>((failed) =>
    request({ host: 'localhost', port, lookup: lookUpPublic }, () => failed({}))
      .on('error', failed)
      .end(),
  );
  t.equal(error.code, 'address_not_allowed');
  t.strictSame(inside.received, []);
});

t.test('a receiver that does not answer is given up for this time', async (t) => {
  const silent = createServer(() => {});
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const { port } = silent.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const outcome = await postOnce({ url, headers: {}, body: '{}', targets: 'any', timeoutMs: 100 });
  t.equal(outcome.failure, 'timed_out');
  silent.closeAllConnections();
  silent.close();
  const nobody = await postOnce({ url, headers: {}, body: '{}', targets: 'any' });
  t.equal(nobody.failure, 'connection_failed');
});

t.test('a receiver that wants to speak another protocol has not accepted, and is let go at once', async (t) => {
  const other = createTcpServer((socket) =>
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    ),
  );
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const hungUp = once(other, 'connection').then(([socket]) => once(socket as Socket, 'close'));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  const outcome = await postOnce({ url, headers: {}, body: '{}', targets: 'any', timeoutMs: 900 });
  t.strictSame(outcome, { status: 101, failure: 'not_accepted', retryAfter: null });
  await hungUp;
  other.close();
});

t.test('a number that a client gives to a guarantee finds it, and is given once', async (t) => {
  const { guarantees, id } = await issued(
    application({ externalReference: 'A-1', guarantees: [advance(), performance()] }),
  );
  const [one, other] = guarantees.map(({ guaranteeNumber }) => guaranteeNumber!) as [string, string];
  const give = (number: string, externalReference: string | null, who = contractor) =>
    who.put(`/v1/guarantees/${number}/external-reference`, { externalReference });
  t.match((await give(one, 'G-1')).json(), { guaranteeNumber: one, externalReference: 'G-1' });
  t.equal(said(await give(one, 'G-1')), '200', 'again, to the same');
  const twice = await give(other, 'G-1');
  t.equal(said(twice), '409 external_reference_taken');
  t.match(twice.json(), { facts: { guaranteeNumber: one } });
  const colleague = world.caller('contractor', 'marumaru-kensetsu', undefined, { clientId: 'another-system' });
  t.equal(said(await give(other, 'G-1', colleague)), '200', 'another client has numbers of its own');
  t.equal(said(await give(one, 'G-1', neighbour)), '404 guarantee_not_found');

  const found = async (query: string) =>
    (
      (await contractor.get(`/v1/guarantees?${query}`)).json() as { guarantees: { guaranteeNumber: string }[] }
    ).guarantees
      .map(({ guaranteeNumber }) => guaranteeNumber)
      .sort();
  t.strictSame(await found('externalReference=G-1'), [one, other].sort());
  t.strictSame(await found('externalReference=A-1'), [one, other].sort(), 'by the number of its application too');
  t.equal(said(await give(one, null)), '200');
  t.strictSame(await found('externalReference=G-1'), [other]);
  const list = await contractor.get('/v1/applications?externalReference=A-1');
  t.match(list.json(), { applications: [{ id, externalReference: 'A-1' }] });
  const again = await contractor.post('/v1/applications', application({ externalReference: 'A-1' }));
  t.equal(said(again), '409 external_reference_taken');
  t.match(again.json(), { facts: { applicationId: id } });
});
