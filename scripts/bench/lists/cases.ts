import { calendarDay, guaranteeNumberOf } from '@e-surety/domain';
import { creditInUse } from '../../../services/issuer/src/contractors/credit.js';
import { pruneIdempotencyKeys } from '../../../services/issuer/src/idempotency/prune-idempotency-keys.js';
import { doNextTask } from '../../../services/issuer/src/outbox/worker.js';
import { lookForEndingPeriods } from '../../../services/issuer/src/reminders/look-for-ending-periods.js';
import { claimDelivery } from '../../../services/issuer/src/webhooks/claim-delivery.js';
import { pruneWebhookDeliveries } from '../../../services/issuer/src/webhooks/prune-webhook-deliveries.js';
import { known, now } from './fill.js';
import type { Asking, Issuer } from './issuer.js';

const who = {
  largest: { role: 'contractor', contractorId: known.largest },
  usual: { role: 'contractor', contractorId: known.usual },
  branch: { role: 'underwriter', branches: [known.branch] },
  three: { role: 'underwriter', branches: ['b11', 'b23', known.closedBranch] },
  closed: { role: 'underwriter', branches: [known.closedBranch] },
  head: { role: 'underwriter' },
  admin: { role: 'admin' },
} as const satisfies Record<string, Omit<Asking, 'path'>>;

const q = (text: string) => `q=${encodeURIComponent(text)}`;
const guarantees = [
  ...[
    '',
    'form=paper',
    'kind=interim_advance_payment',
    'status=in_force',
    'status=not_yet_in_force',
    'status=expired',
    'status=cancelled',
  ],
  ...['status=void', `orderer=${known.orderer}`, 'delivery=waiting', 'delivery=dispatched', 'externalReference=G-1000'],
  ...['updatedAfter=2026-11-22T00:00:00Z', 'updatedAfter=2018-01-01T00:00:00Z'],
  ...[
    q('道路改良'),
    q('特殊吊橋'),
    q('ありえない'),
    q('橋'),
    q('0012345'),
    q('12-03-0'),
    'status=expired&kind=performance&form=paper',
  ],
  ...[`status=expired&${q('道路改良')}`],
];
const applications = [
  ...[
    '',
    'status=draft',
    'status=submitted',
    'status=reviewed',
    'status=completed',
    'status=withdrawn',
    'status=returned',
  ],
  'externalReference=A-1000',
];
const staffOnly = {
  guarantees: [`branch=${known.branch}`, `branch=${known.closedBranch}&status=in_force`],
  applications: [`branch=${known.branch}`],
};

/** A cursor in the middle of the ten years, and one near their beginning. */
const middle = (id: string) => Buffer.from(`2021-11-23T00:00:00.000Z ${id}`).toString('base64url');
const someNumber = guaranteeNumberOf({ issuerPrefix: '12', fiscalYear: 2021, serial: 5 });
const someUuid = '10000000-0000-4000-8000-000000000000';

type Named = Asking & { name: string };

export const listCases: Named[] = [
  ...lists('/v1/guarantees', guarantees, ['largest', 'usual', 'branch', 'three', 'closed', 'head'], someNumber),
  ...lists('/v1/guarantees', staffOnly.guarantees, ['head'], someNumber),
  ...lists('/v1/applications', applications, ['largest', 'usual', 'branch', 'three', 'closed', 'head'], someUuid),
  ...lists('/v1/applications', staffOnly.applications, ['head'], someUuid),
  ...lists(
    '/v1/fee-statements',
    ['', 'type=refund', 'month=2019-05', 'type=refund&month=2019-05'],
    ['largest', 'usual', 'branch', 'closed', 'head'],
    someUuid,
  ),
  ...asks(['/v1/fee-statements/lump-sum.csv?month=2019-05'], ['largest', 'branch']),
  ...lists('/v1/fee-receipts', ['', `branch=${known.closedBranch}`], ['branch', 'closed', 'head'], someUuid),
  ...lists('/v1/refundables', [''], ['branch', 'closed', 'head'], someUuid),
  ...asks(
    ['/v1/cases', '/v1/cases?status=fee_due', `/v1/cases?${q('道路')}`, '/v1/cases/counts'],
    ['branch', 'closed', 'head'],
  ),
  ...lists('/v1/works', [''], ['largest'], someUuid),
  ...asks(['/v1/events'], ['largest', 'usual', 'branch', 'closed', 'head']),
  ...asks(['/v1/billing-parties', '/v1/webhook-endpoints'], ['largest']),
  ...asks(
    [
      '/v1/contractors',
      `/v1/contractors?${q('山川')}`,
      '/v1/users',
      '/v1/users?role=contractor',
      `/v1/users?contractor=${known.usual}`,
      `/v1/users?${q('user77')}`,
    ],
    ['admin'],
  ),
];

function lists(path: string, filters: string[], by: (keyof typeof who)[], id: string): Named[] {
  return filters.flatMap((filter) => asks([`${path}?${filter}`, `${path}?${filter}&cursor=${middle(id)}`], by));
}

function asks(paths: string[], by: (keyof typeof who)[]): Named[] {
  return by.flatMap((name) =>
    paths.map((path) => ({
      ...{ ...who[name], path: path.replace('?&', '?').replace(/\?$/, '') },
      name: `${name} ${decodeURIComponent(path.replace(/cursor=.*/, 'deep').replace('?&', '?'))}`,
    })),
  );
}

/** What the clock and the watchers ask, each as it asks it. */
export const clockCases: { name: string; run: (issuer: Issuer) => Promise<unknown> }[] = [
  { name: 'claim of a task', run: ({ db }) => doNextTask({ ...idle, db, now: () => now }) },
  { name: 'claim of a delivery', run: ({ db }) => claimDelivery(db, now) },
  { name: 'look for ending periods', run: ({ db }) => lookForEndingPeriods(db, now) },
  { name: 'prune idempotency keys', run: ({ db }) => pruneIdempotencyKeys(db, now) },
  { name: 'prune deliveries', run: ({ db }) => pruneWebhookDeliveries(db, new Date(now.getTime() + 30 * 86_400_000)) },
  { name: 'metrics', run: ({ metrics }) => metrics.metrics() },
  { name: 'credit in use of the largest', run: ({ db }) => creditInUse(db, known.largest, calendarDay('2026-11-23')) },
  { name: 'head events since the last', run: (issuer) => eventsSinceLast(issuer, 'head') },
  { name: 'largest events since its last', run: (issuer) => eventsSinceLast(issuer, 'largest') },
  { name: 'closed events since its last', run: (issuer) => eventsSinceLast(issuer, 'closed') },
  { name: 'largest deliveries of a webhook', run: (issuer) => deliveries(issuer, '') },
  { name: 'largest deliveries of a webhook that failed', run: (issuer) => deliveries(issuer, '?state=failed') },
];

const idle = { doTask: async () => {}, onDone: () => {}, onFailure: () => {}, onBroken: () => {} };

async function eventsSinceLast({ sql, ask }: Issuer, name: 'head' | 'largest' | 'closed'): Promise<number> {
  const [last] = await sql`select e.position, e.id from events e join applications a on a.id = e.application_id
    where ${name === 'largest' ? sql`e.contractor_id = ${known.largest}` : name === 'closed' ? sql`a.branch = ${known.closedBranch}` : sql`true`} and e.position is not null
    order by e.position desc limit 1`;
  const after = Buffer.from(`${last!.position} ${last!.id}`).toString('base64url');
  return ask({ ...who[name], path: `/v1/events?after=${after}` });
}

async function deliveries({ sql, ask }: Issuer, query: string): Promise<number> {
  const [endpoint] = await sql`select id from webhook_endpoints where contractor_id = ${known.largest}`;
  return ask({ ...who.largest, path: `/v1/webhook-endpoints/${endpoint!.id}/deliveries${query}` });
}
