import { readFileSync } from 'node:fs';
import { compareTables } from '@e-surety/service-kit/postgres';
import type { PgTable } from 'drizzle-orm/pg-core';
import t from 'tap';
import { contractFile, contractOf } from '../../../scripts/openapi/contracts.js';
import { walkContract } from '../../../scripts/testing/contract-walk.js';
import { operationRules } from '../src/accounts/operation-rules.js';
import * as tables from '../src/db/tables.js';
import { loadSetup } from '../src/setup/load-setup.js';
import { application, journeys } from './journey.js';
import { nextTariff } from './setup.js';
import { dump, reader, startWorld } from './world.js';

const world = await startWorld(t);
const { app, contractor, underwriter, admin } = world;
const { drafted, submitted, approved, issued } = journeys(world);

const wholeChange = {
  type: 'increase_and_period',
  contractChange: { changedOn: '2026-11-23', contractPrice: 60_000_000, periodTo: '2027-03-26' },
  newAmount: 6_000_000,
  newPeriodTo: '2027-03-26',
  effectiveOn: '2026-11-23',
  reason: '設計変更のため',
  corrections: [{ item: '/works/number', value: '1' }],
};

t.test('the contract in openapi/ is the one that the routes print', async (t) => {
  t.equal(readFileSync(contractFile('issuer'), 'utf8'), contractOf('issuer'));
});

t.test('the tables in code are those of the migrations', async (t) => {
  t.strictSame(await compareTables(world.sql, Object.values<PgTable>(tables)), []);
});

t.test('a setup that is loaded twice changes nothing the second time', async (t) => {
  const before = await dump(world);
  await loadSetup(world.world.db, {
    ...world.setup,
    clients: world.setup.clients.map((one) => ({ ...one, name: '別人' })),
  });
  t.strictSame(await dump(world), before);
});

t.test('each operation of the contract has a rule of who may call it, and each rule an operation', async (t) => {
  const rules = Object.keys(operationRules(nobody)).sort();
  t.strictSame(rules, reader.places.map(({ operation }) => operation.operationId).sort());
});

t.test('whatever is wrong with a request is refused by name, and nothing is stored', async (t) => {
  const draft = await drafted();
  const waiting = await submitted();
  const due = await approved(
    application({ guarantees: application().guarantees.map((g) => ({ ...g, feePayment: 'cash' })) }),
  );
  const { works, ...ofApplication } = application();
  const as = async (who = contractor, more: Record<string, string> = {}) => ({
    ...(await who.authorization()),
    ...more,
  });
  const once = { 'idempotency-key': 'walk' };
  const { guaranteeNumber, changeId: id, ...change } = await changing();

  const [{ id: user }] = await world.sql<[{ id: string }]>`select id from users where role = 'contractor'`;

  const webhook = { url: 'https://example.jp/webhooks', description: '', eventTypes: ['guarantee.issued'] };
  const { id: endpoint } = (await contractor.post('/v1/webhook-endpoints', webhook)).json() as { id: string };
  const unfinished = crypto.randomUUID();
  const typed = { applicationId: null, fields: [{ name: 'works.name', text: '町道' }] };
  await contractor.put(`/v1/unfinished-applications/${unfinished}`, typed, { 'if-none-match': '*' });

  const before = await dump(world);
  const { requests, faults } = await walkContract({
    app,
    reader,
    tooMuch: 2 * 1024 * 1024,
    right: {
      readMe: async () => ({ headers: await as() }),
      readOrderer: async () => ({ path: { code: '203629' } }),
      quote: async () => ({
        headers: await as(),
        body: {
          orderer: '203629',
          works: { subject: 'construction', contractPrice: 50_000_000, lowBid: false },
          guarantees: [{ kind: 'advance_payment', amount: 20_000_000, base: 1, year: 2026 }],
        },
      }),
      createWorks: async () => ({ headers: await as(contractor, once), body: { orderer: '203629', ...full(works) } }),
      listWorks: async () => ({ headers: await as() }),
      readWorks: async () => ({ headers: await as(), path: { id: draft.worksId } }),
      concludeContract: async () => ({
        headers: await as(contractor, once),
        path: { id: draft.worksId },
        body: { contractDate: '2026-11-10', contractNumber: '1', contractPrice: 50_000_000, period: works.period },
      }),
      createApplication: async () => ({
        headers: await as(contractor, once),
        body: { ...ofApplication, works: full(works) },
      }),
      listApplications: async () => ({ headers: await as() }),
      readApplication: async () => ({ headers: await as(), path: { id: draft.id } }),
      changeApplication: async () => ({
        headers: await as(contractor, { 'if-match': draft.etag }),
        path: { id: draft.id },
        body: { ...without(ofApplication, 'orderer'), works: full(works) },
      }),
      submitApplication: async () => ({ headers: await as(contractor, once), path: { id: draft.id } }),
      withdrawApplication: async () => ({ headers: await as(contractor, once), path: { id: draft.id } }),
      reviewApplication: async () => ({
        headers: await as(underwriter, { ...once, 'if-match': waiting.etag }),
        path: { id: waiting.id },
        body: { guarantees: [{ kind: 'performance', decision: 'approve', message: null }] },
      }),
      recordFeeReceipt: async () => ({
        headers: await as(underwriter, once),
        path: { id: due.id, kind: 'performance' },
        body: { amount: 20_000, receivedOn: '2026-11-20', method: 'cash', reference: '窓口' },
      }),
      listTariffs: async () => ({ headers: await as() }),
      readTariff: async () => ({ headers: await as(), path: { version: '見本-2026-04' } }),
      putTariff: async () => ({
        headers: await as(admin, { 'if-none-match': '*' }),
        path: { version: '2027-04' },
        body: nextTariff(),
      }),
      listBillingParties: async () => ({ headers: await as() }),
      addBillingParty: async () => ({
        headers: await as(contractor, once),
        body: { name: '本社 経理部', address: '長野県諏訪郡富士見町○○100番地' },
      }),
      listRefundables: async () => ({ headers: await as(underwriter) }),
      recordRefundPayment: async () => ({
        headers: await as(underwriter, once),
        body: { refundable: `${due.id}/performance`, paidOn: '2026-11-20', method: 'cash' },
      }),
      listFeeReceipts: async () => ({ headers: await as(underwriter) }),
      listCases: async () => ({ headers: await as(underwriter) }),
      countCases: async () => ({ headers: await as(underwriter) }),
      readReviewSheet: async () => ({ headers: await as(underwriter), path: { id: waiting.id } }),
      readChangeReviewSheet: async () => ({ headers: await as(underwriter), path: { guaranteeNumber, id } }),
      listFeeStatements: async () => ({ headers: await as() }),
      listLumpSumFees: async () => ({ headers: await as(), query: { month: '2026-11' } }),
      readApplicationCopy: async () => ({ headers: await as(), path: { id: waiting.id } }),
      readFeeNotice: async () => ({ headers: await as(), path: { id: due.id, kind: 'performance' } }),
      changeOrdererRules: async () => ({
        headers: await as(admin, { 'if-match': '*' }),
        path: { code: '203629', validFrom: '2027-04-01' },
        body: rules,
      }),
      importOrderers: async () => ({ headers: await as(admin, once) }),
      recordDispatch: async () => ({
        headers: await as(underwriter, once),
        path: { guaranteeNumber: '12-08-0000001-9' },
        body: { method: 'post', dispatchedOn: '2026-11-20', reference: '書留' },
      }),
      claimApplication: async () => ({ headers: await as(underwriter, once), path: { id: waiting.id } }),
      readApplicationHistory: async () => ({ headers: await as(underwriter), path: { id: waiting.id } }),
      addAttachment: async () => ({ headers: await as(contractor, once), path: { id: draft.id } }),
      listAttachments: async () => ({ headers: await as(), path: { id: draft.id } }),
      readAttachment: async () => ({ headers: await as(), path: { id: draft.id, attachmentId: draft.id } }),
      removeAttachment: async () => ({ headers: await as(), path: { id: draft.id, attachmentId: draft.id } }),
      postMessage: async () => ({
        headers: await as(contractor, once),
        path: { id: draft.id },
        body: { text: 'お世話になっております。' },
      }),
      listMessages: async () => ({ headers: await as(), path: { id: draft.id } }),
      listUsers: async () => ({ headers: await as() }),
      inviteUser: async () => ({
        headers: await as(contractor, once),
        body: {
          role: 'contractor',
          companyRole: 'applicant',
          loginId: 'jiro',
          name: '見本 次郎',
          email: 'jiro@example.jp',
        },
      }),
      readUser: async () => ({ headers: await as(), path: { id: user } }),
      changeUser: async () => ({
        headers: await as(contractor, { 'if-match': '"1"' }),
        path: { id: user },
        body: { name: '見本 太郎', email: 'taro@example.jp', companyRole: 'company_admin' },
      }),
      stopUser: async () => ({ headers: await as(contractor, once), path: { id: draft.id } }),
      reinstateUser: async () => ({ headers: await as(contractor, once), path: { id: draft.id } }),
      signIn: async () => ({ body: { loginId: 'nobody', password: 'no password' } }),
      requestPasswordReset: async () => ({ body: { loginId: 'nobody' } }),
      setPassword: async () => ({ body: { token: 'x'.repeat(43), password: 'a password of mine' } }),
      signOut: async () => ({ headers: await as() }),
      listContractors: async () => ({ headers: await as(admin) }),
      readContractor: async () => ({ headers: await as(admin), path: { id: 'marumaru-kensetsu' } }),
      putContractor: async () => ({
        headers: await as(admin, { 'if-match': '"1"' }),
        path: { id: 'marumaru-kensetsu' },
        body: {
          name: '○○建設 株式会社',
          address: '長野県',
          representative: { title: '代表取締役', name: '見本 正' },
          lumpSumAgreement: true,
          creditLimit: 1_000_000_000,
        },
      }),
      saveUnfinishedApplication: async () => ({
        headers: await as(contractor, { 'if-none-match': '*' }),
        path: { id: crypto.randomUUID() },
        body: typed,
      }),
      listUnfinishedApplications: async () => ({ headers: await as() }),
      readUnfinishedApplication: async () => ({ headers: await as(), path: { id: unfinished } }),
      removeUnfinishedApplication: async () => ({ headers: await as(), path: { id: unfinished } }),
      readBranch: async () => ({ path: { id: 'nagano' } }),
      putBranch: async () => ({
        headers: await as(admin, { 'if-match': '"1"' }),
        path: { id: 'nagano' },
        body: {
          name: '長野支店',
          phone: '026-000-0000',
          email: 'nagano@example.jp',
          hours: '9時から17時',
          sortOrder: 0,
        },
      }),
      registerWebhookEndpoint: async () => ({ headers: await as(contractor, once), body: webhook }),
      listWebhookEndpoints: async () => ({ headers: await as() }),
      readWebhookEndpoint: async () => ({ headers: await as(), path: { id: endpoint } }),
      changeWebhookEndpoint: async () => ({
        headers: await as(contractor, { 'if-match': '"1"' }),
        path: { id: endpoint },
        body: { ...webhook, enabled: false },
      }),
      removeWebhookEndpoint: async () => ({ headers: await as(), path: { id: endpoint } }),
      rotateWebhookSecret: async () => ({ headers: await as(contractor, once), path: { id: endpoint } }),
      listWebhookDeliveries: async () => ({ headers: await as(), path: { id: endpoint } }),
      replayEvents: async () => ({
        headers: await as(contractor, once),
        path: { id: endpoint },
        body: { eventId: crypto.randomUUID() },
      }),
      listEvents: async () => ({ headers: await as() }),
      setExternalReference: async () => ({
        headers: await as(),
        path: { guaranteeNumber },
        body: { externalReference: '1' },
      }),
      readGuaranteeTimeline: async () => ({ headers: await as(), path: { guaranteeNumber } }),
      listGuarantees: async () => ({ headers: await as() }),
      requestChange: async () => ({
        headers: await as(contractor, once),
        path: { guaranteeNumber },
        body: wholeChange,
      }),
      listChangeRequests: async () => ({ headers: await as(), path: { guaranteeNumber } }),
      readChangeRequest: async () => ({ headers: await as(), path: { guaranteeNumber, id } }),
      reviewChange: async () => ({
        headers: await as(underwriter, { ...once, 'if-match': change.etag }),
        path: { guaranteeNumber, id },
        body: { decision: 'approve', message: '見本' },
      }),
      addChangeAttachment: async () => ({ headers: await as(contractor, once), path: { guaranteeNumber, id } }),
      listChangeAttachments: async () => ({ headers: await as(), path: { guaranteeNumber, id } }),
      readChangeAttachment: async () => ({ headers: await as(), path: { guaranteeNumber, id, attachmentId: id } }),
      removeChangeAttachment: async () => ({ headers: await as(), path: { guaranteeNumber, id, attachmentId: id } }),
      readChangeFeeNotice: async () => ({ headers: await as(), path: { guaranteeNumber, id } }),
      recordChangeFeeReceipt: async () => ({
        headers: await as(underwriter, once),
        path: { guaranteeNumber, id },
        body: { amount: 20_000, receivedOn: '2026-11-20', method: 'cash', reference: '窓口' },
      }),
      resubmitChange: async () => ({
        headers: await as(contractor, once),
        path: { guaranteeNumber, id },
        body: wholeChange,
      }),
      withdrawChange: async () => ({ headers: await as(contractor, once), path: { guaranteeNumber, id } }),
      replaceKey: async () => ({
        headers: await as(contractor, once),
        path: { guaranteeNumber },
        body: { reason: '漏えいのため' },
      }),
      decideHeldIssue: async () => ({
        headers: await as(underwriter, once),
        path: { id: due.id, kind: 'performance' },
        body: { decision: 'void', reason: '見本' },
      }),
      decideHeldChange: async () => ({
        headers: await as(underwriter, once),
        path: { guaranteeNumber, id },
        body: { decision: 'void', reason: '見本' },
      }),
      ...Object.fromEntries(
        [
          ...['readGuarantee', 'readCertificatePdf', 'readCertificateJws', 'readAuthenticationKey', 'readKeyNotice'],
          ...['readFeeStatement', 'readRefundStatement', 'readSubmissionGuide', 'readSubmissionDraft'],
        ].map((name) => [name, async () => ({ headers: await as(), path: { guaranteeNumber: '12-08-0000001-9' } })]),
      ),
    },
    alsoWrong: {
      createApplication: {
        '/orderer': ['203620', '富士見町'],
        '/branch': ['nowhere'],
      },
      putTariff: { '/validFrom': ['2026-11-23', '昨日'] },
      recordRefundPayment: { '/paidOn': ['2026-02-30', '令和8年13月1日'] },
      recordFeeReceipt: { '/amount': ['二万円', '2,0000'], '/receivedOn': ['2026-02-30', '令和8年13月1日'] },
    },
  });
  t.strictSame(faults, []);
  t.ok(requests > 800, `${requests} requests`);
  t.strictSame(await dump(world), before);
});

const nobody = async () => {
  throw new Error('only the names of the rules are looked at');
};
/** An issued guarantee (on paper, which needs no D-Sure) with a change that waits for its review. */
async function changing() {
  const delivery = { paperDelivery: { method: 'branch_counter', address: null } };
  const paper = application({ guarantees: [{ ...application().guarantees[1], form: 'paper' }], ...delivery });
  const { guarantees } = await issued(paper);
  const guaranteeNumber = guarantees[0]!.guaranteeNumber!;
  const asked = { ...wholeChange, contractChange: null, newPeriodTo: null, corrections: [] };
  const answer = await contractor.post(`/v1/guarantees/${guaranteeNumber}/change-requests`, {
    ...{ ...asked, type: 'decrease', newAmount: 4_000_000 },
  });
  const { id: changeId } = answer.json() as { id: string };
  return { guaranteeNumber, changeId, etag: answer.headers.etag as string };
}

const rules = {
  electronic: {
    since: '2026-04-01',
    trigger: 'notice_date',
    kinds: ['performance'],
    subjects: ['construction'],
    excludes: ['amendment_of_contract_before_start'],
  },
  ratio: {
    limits: [
      {
        rule: 'performance',
        kind: 'performance',
        subjects: ['construction'],
        bids: 'all',
        bound: 'at_least',
        ppm: 100_000,
        withPriorAdvance: false,
      },
    ],
    unit: 1,
    onBreach: 'warning',
  },
  submission: [
    {
      kinds: ['performance'],
      channel: 'email',
      subject: '【電子保証】{workNumber}',
      body: ['contactName'],
      attach: ['key_notice'],
      deadline: 'before_contract',
      confirmByPhone: false,
      formName: '見本',
      department: '見本課',
      email: 'keiyaku@example.jp',
      note: '見本',
    },
  ],
  note: '見本',
  source: 'https://mihon.example.jp/',
};

/** Everything that may be left out or null is there, so that it can be made wrong. */
function full(works: object) {
  const day = '2026-06-01';
  const name = '見本';
  const member = { name, address: name, representativeTitle: name, representativeName: name, sharePercent: '50.0' };
  return {
    ...works,
    contractNumber: '1',
    tenderNumber: '1',
    dates: { notice: day, bid: day, order: day, award: day, plannedContract: day, originalContract: day },
    fiscalYears: [2026, 2027].map((year) => ({ year, plannedOutput: 1, paymentLimit: 1 })),
    jointVenture: { name, representative: 0, members: [member, member] },
    ordererSignatory: { office: name, title: name, name },
    contractorSignatory: { office: name, title: name, name },
    submitTo: { department: name, person: name, email: 'kouji@example.jp' },
  };
}

function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  const { [name]: _, ...rest } = whole;
  return rest;
}
