import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bearer, createDsureClient } from '@e-surety/client/dsure';
import { addDays, todayInTokyo } from '@e-surety/domain';
import t from 'tap';
import { root } from '../../../scripts/root.js';
import { eventCatalogue } from '../src/events/catalogue.js';
import { fetchDsureEvents } from '../src/events/fetch-dsure-events.js';
import { askForReminders } from '../src/reminders/ask-for-reminders.js';
import { startDsure } from './dsure.js';
import { advance, application, guaranteeOf, journeys, performance } from './journey.js';
import { readMail } from './mail-text.js';
import { dump, named, said, startWorld, type TestCaller } from './world.js';

const dsure = await startDsure(t);
const world = await startWorld(t, { dsureUrl: dsure.url, signingKeys: dsure.signingKeys });
const { clock, contractor, neighbour, underwriter, sql, workOff } = world;
const second = world.caller('underwriter', 'second-underwriter');
const { submitted, review, approved, issued } = journeys(world);
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

t.test('what becomes of applications is told with ids alone', async (t) => {
  const before = await start();
  const returned = await submitted();
  await review(returned, { decision: 'return', message: '工期を直してください' });
  const refused = await submitted(application({ guarantees: [performance()] }));
  const declined = { kind: 'performance', decision: 'decline', message: '見本' };
  await review(refused, { guarantees: [declined] });
  const due = await approved(application({ guarantees: [performance({ feePayment: 'cash' })] }));
  const { events } = await feed(contractor, before);
  t.strictSame(
    events.map(({ type, data }) => ({ type, data })),
    [
      { type: 'application.returned', data: { applicationId: returned.id } },
      { type: 'application.declined', data: { applicationId: refused.id, kind: 'performance' } },
      { type: 'fee.due', data: { applicationId: due.id, kind: 'performance', payBy: inDays(14) } },
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

  await sql`update dsure_feed set place = ${Buffer.from(`1 ${crypto.randomUUID()}`).toString('base64url')}`;
  await fetchAll();
  t.strictSame(await timelineOf(number), timeline, 'read again from the beginning, nothing is taken in twice');
});

t.test('docs/events.md has the catalogue as it is', async (t) => {
  const page = readFileSync(join(root, 'docs/events.md'), 'utf8');
  const rows = Object.entries(eventCatalogue).map(([type, { title, data }]) => {
    const members = Object.keys(data.properties).map((member) => `\`${member}\``);
    return `| \`${type}\` | ${title} | ${members.join(', ')} |`;
  });
  t.strictSame(page.match(/^\| `\w+\.\w+`.*$/gm), rows);
});
