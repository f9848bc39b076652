import { connectAsSuperuser } from '../../postgres/databases.js';
import { words } from './words.js';

export const now = new Date('2026-11-23T01:00:00Z');

/** Whom the questions are about: the largest company, a usual one, a usual branch, and one that was closed years ago. */
export const known = { largest: 'c000000', usual: 'c000040', branch: 'b10', closedBranch: 'b99', orderer: 'K-000000' };

/**
 * Ten years of guarantees, evenly in time and unevenly among companies, orderers and branches, with what belongs to them. Indexes that no
 * constraint needs are made afterwards, as a restore does.
 */
export async function fill(url: string, rows: number, tell: (what: string) => void): Promise<void> {
  const one = connectAsSuperuser(url);
  const other = connectAsSuperuser(url);
  const run = async (sql: typeof one, statement: string) => {
    const from = Date.now();
    await sql.unsafe(statement);
    tell(`${((Date.now() - from) / 1000).toFixed(1)} s  ${statement.trim().slice(0, 60).replaceAll(/\s+/g, ' ')}`);
  };
  for (const sql of [one, other]) {
    await sql.unsafe("set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '64MB'");
  }
  const indexes = await one.unsafe(`select indexname, indexdef from pg_indexes where schemaname = 'public'
    and tablename in (${large.map((name) => `'${name}'`).join(', ')})
    and indexname not in (select conname from pg_constraint)`);
  for (const { indexname } of indexes) await one.unsafe(`drop index ${indexname}`);
  for (const statement of directory(rows)) await run(one, statement);
  const atOnce = async (statements: string[]) => {
    const left = [...statements];
    const work = async (sql: typeof one) => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await run(sql, next);
    };
    await Promise.all([work(one), work(other)]);
  };
  await atOnce(history());
  await atOnce([...unfinished(rows), ...indexes.map(({ indexdef }) => indexdef as string)]);
  await run(one, 'drop table seed');
  await run(one, 'vacuum analyze');
  await Promise.all([one.end(), other.end()]);
}

const large = [
  ...[
    'works',
    'applications',
    'guarantee_requests',
    'guarantees',
    'revisions',
    'fee_statements',
    'fee_receipts',
    'events',
  ],
  ...['audit_trail', 'paper_dispatches', 'messages', 'change_requests', 'webhook_deliveries', 'refund_payments'],
];

const at = `timestamptz '${now.toISOString()}'`;
const id = (kind: number, number = 'i') =>
  `('${kind}0000000-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
/** Between 0 and 1, the same in each run. */
const chance = (salt: number) => `((hashint8extended(i, ${salt}) & 1048575)::float8 / 1048576)`;
const oneOf = (list: readonly string[], place: string) =>
  `(array[${list.map((word) => `'${word}'`).join(', ')}])[1 + (${place})::int % ${list.length}]`;

function directory(rows: number): string[] {
  const companies = Math.max(100, Math.round(rows / 1000));
  return [
    `insert into branches (id, name, phone, email, hours) select 'b' || lpad(i::text, 2, '0'), i || '支店', '0', 'b@example.jp', '9-17'
       from generate_series(0, 99) i where i < 47 or i = 99`,
    `insert into contractors (id, name, address, representative_title, representative_name, lump_sum_agreement, credit_limit)
     select 'c' || lpad(i::text, 6, '0'), ${oneOf(words.families, 'i')} || ${oneOf(words.families, 'i / 40')} || ${oneOf(words.trades, 'i / 7')} || ' 株式会社',
       '見本県', '代表取締役', '見本', i % 3 <> 0, 100000000000 from generate_series(0, ${companies - 1}) i`,
    `insert into orderers (code, prefecture, name, kana)
     select 'K-' || lpad(i::text, 6, '0'), '見本県', ${oneOf(words.places, 'i')} || ${oneOf(words.places, 'i / 30')} || ${oneOf(words.bodies, 'i')}, 'みほん'
       from generate_series(0, 1799) i`,
    `insert into users (login_id, name, role, contractor_id, company_role)
     select 'user' || i, '見本 太郎', 'contractor', 'c' || lpad((i / 2)::text, 6, '0'), 'applicant' from generate_series(0, ${2 * companies - 1}) i`,
    `create unlogged table seed as
     select s.*, c.name as contractor_name, o.name as orderer_name,
       lpad((1 + floor(i * 10.0 / ${rows}))::int::text, 2, '0') as year
     from (
       select i, ${at} - interval '10 years' + (i::float8 / ${rows}) * interval '10 years' as created_at,
         'c' || lpad(floor(${companies} * ${chance(1)} ^ 2)::int::text, 6, '0') as contractor_id,
         'K-' || lpad(floor(1800 * ${chance(2)} ^ 2)::int::text, 6, '0') as orderer,
         case when i < ${rows} / 5 and ${chance(3)} < 0.02 then 'b99' else 'b' || lpad((floor(1800 * ${chance(2)} ^ 2)::int % 47)::text, 2, '0') end as branch,
         case when ${chance(4)} < 0.4 then 'performance' when ${chance(4)} < 0.95 then 'advance_payment' else 'interim_advance_payment' end as kind,
         case when ${chance(5)} < 0.1 then 'paper' else 'electronic' end as form,
         case when ${chance(6)} < 0.002 then 'void' when ${chance(6)} < 0.012 then 'cancelled' else 'in_force' end as status,
         floor(${chance(7)} * 15)::int as wait, 60 + floor(${chance(8)} ^ 2 * 500)::int as days,
         ${chance(9)} as fee_chance, ${chance(10)} as change_chance,
         case when i % 100000 = 777 then '特殊吊橋架替工事' else
           ${oneOf(words.places, 'i / 11')} || ${oneOf(words.things, 'i / 3')} || '第' || i % 997 || '号' || ${oneOf(words.works, 'i')} end as works_name
       from generate_series(1, ${rows}::bigint) i
     ) s join contractors c on c.id = s.contractor_id join orderers o on o.code = s.orderer`,
  ];
}

const number = `'12-' || year || '-' || lpad((i % 10000000)::text, 7, '0') || '-' || i % 10`;
const from = '(created_at::date + wait)';
const to = '(created_at::date + wait + days)';
const fee = `'{"tariffVersion":"1","amount":50000,"lines":[]}'::jsonb`;
const onFeePaper = (
  fee: string,
) => `jsonb_build_object('kind', kind, 'amount', 20000000, 'fee', ${fee}, 'works', jsonb_build_object('name', works_name),
  'contractor', jsonb_build_object('name', contractor_name), 'orderer', jsonb_build_object('name', orderer_name))`;
const asked = `jsonb_build_object('kind', kind, 'form', form, 'amount', 20000000, 'feePayment', 'lump_sum', 'feeBilledTo', '本社', 'paperFeeStatement', false)`;
const certificate = `json_build_object('format', 'esurety-certificate/1', 'guaranteeNumber', ${number}, 'revision', 0, 'type', 'original', 'amendments', 0,
  'issuedOn', created_at::date, 'status', 'in_force', 'statusFrom', ${from}, 'orderer', json_build_object('code', orderer, 'name', orderer_name),
  'contractor', json_build_object('name', contractor_name, 'address', '見本県'), 'works', json_build_object('name', works_name, 'number', null),
  'amount', 20000000, 'period', json_build_object('from', ${from}, 'to', ${to}), 'history', json_build_array())`;

/** What is done, of each guarantee. The heaviest first: two connections share them. */
function history(): string[] {
  return [
    `insert into revisions (guarantee_number, revision, certificate, created_at, confirmed_at) select ${number}, 0, ${certificate}, created_at, created_at from seed`,
    `insert into guarantees (guarantee_number, application_id, kind, contractor_id, orderer, form, status, status_from, period_from, period_to,
       key_ciphertext, key_encryption_key, issued_at, created_at, updated_at, external_reference, external_reference_by, branch, search_text, awaits_dispatch)
     select ${number}, ${id(1)}, kind, contractor_id, orderer, form, status, ${from}, ${from}, ${to},
       case form when 'electronic' then decode(repeat('ab', 60), 'hex') end, 'one', created_at, created_at, created_at,
       case when i % 10 = 0 then 'G-' || i end, case when i % 10 = 0 then 'client:bench' end,
       branch, works_name || E'\\n' || contractor_name || E'\\n' || orderer_name, form = 'paper' and created_at >= ${at} - interval '3 days' from seed`,
    `insert into applications (id, contractor_id, works_id, branch, facts, created_by, created_at, updated_at, submitted_at, receipt_number, external_reference, status)
     select ${id(1)}, contractor_id, ${id(2)}, branch, '{"completionNotice":{"wanted":true},"paperDelivery":{"method":"post","address":"見本県"},"contact":{"name":"見本"},"messageToIssuer":""}'::jsonb,
       'client:bench', created_at, created_at, created_at, '8-' || lpad(i::text, 9, '0'), case when i % 5 = 0 then 'A-' || i end, 'completed' from seed`,
    `insert into works (id, contractor_id, orderer, facts, created_at)
     select ${id(2)}, contractor_id, orderer, jsonb_build_object('subject', 'construction', 'name', works_name, 'contractPrice', 50000000, 'period', jsonb_build_object('from', ${from}, 'to', ${to})), created_at from seed`,
    `insert into guarantee_requests (application_id, kind, form, asked, status, fee, terms, approved_by, approved_at, guarantee_number)
     select ${id(1)}, kind, form, ${asked}, 'issued', ${fee}, '{"name":"約款","version":"1"}'::jsonb, 'client:bench', created_at, ${number} from seed`,
    `insert into fee_statements (guarantee_number, revision, type, contractor_id, issued_on, concluded_on, payment, billed_to, amount, paper, facts, created_at, branch, paid_back)
     select ${number}, 0, 'fee', contractor_id, created_at::date, created_at::date, case when fee_chance < 0.3 then 'bank_transfer' else 'lump_sum' end, '本社', 50000, false,
       ${onFeePaper(fee)}, created_at, branch, 0 from seed
     union all
     select ${number}, 1, 'refund', contractor_id, created_at::date + 30, created_at::date + 30, case when fee_chance < 0.3 then 'bank_transfer' else 'lump_sum' end, '本社', 1000, false,
       ${onFeePaper(fee)} || '{"before":{"fee":{"amount":50000,"lines":[]}},"after":{"fee":{"amount":49000,"lines":[]}}}', created_at + interval '30 days', branch, case when created_at < ${at} - interval '60 days' then 1000 else 0 end from seed where change_chance < 0.03 and created_at < ${at} - interval '40 days'`,
    `insert into events (type, contractor_id, application_id, kind, guarantee_number, at, data, position, branch)
     select case k when 0 then 'guarantee.issued' else 'certificate.viewed' end, contractor_id, ${id(1)}, kind, ${number}, created_at, jsonb_build_object('guaranteeNumber', ${number}, 'revision', 0), 2 * i + k, branch
       from seed cross join generate_series(0, 1) k`,
    `insert into audit_trail (at, actor, act, subject, detail)
     select created_at, 'issuance', case k when 0 then 'number_guarantee' else 'issue_certificate' end, ${number}, '{}' from seed cross join generate_series(0, 1) k`,
    `insert into fee_receipts (application_id, kind, amount, received_on, method, reference, refundable, recorded_by, recorded_at, branch, paid_back) select ${id(1)}, kind, 51000, created_at::date, 'bank_transfer', 'ミホン', case when fee_chance < 0.003 then 1000 else 0 end, 'client:bench', created_at, branch,
       case when fee_chance < 0.003 and created_at < ${at} - interval '30 days' then 1000 else 0 end
       from seed where fee_chance < 0.3`,
    `insert into paper_dispatches select ${number}, 0, 'post', created_at::date + 2, null, 'client:bench', created_at + interval '2 days'
       from seed where form = 'paper' and created_at < ${at} - interval '3 days'`,
    `insert into messages (application_id, sent_by, actor, author, text, sent_at)
     select ${id(1)}, 'contractor', 'client:bench', '見本', 'お願いします', created_at from seed where i % 20 = 0`,
    `insert into change_requests (guarantee_number, asked, status, warnings, revision, created_by, created_at, updated_at)
     select ${number}, '{"type":"decrease","newAmount":10000000}', 'issued', '[]', 1, 'client:bench', created_at, created_at from seed where change_chance < 0.05`,
    `insert into refund_payments
     select ${id(1)} || '/' || kind, 'overpaid', 1000, created_at::date + 9, 'bank_transfer', 'client:bench', created_at from seed
      where fee_chance < 0.003 and created_at < ${at} - interval '30 days'
     union all
     select s.id::text, 'change', 1000, s.issued_on, 'bank_transfer', 'client:bench', s.created_at from fee_statements s
      where type = 'refund' and payment <> 'lump_sum' and created_at < ${at} - interval '30 days'`,
    `insert into webhook_endpoints (contractor_id, url, description, secret, secret_encryption, created_by, created_at, updated_at)
     select 'c' || lpad(i::text, 6, '0'), 'https://example.jp', '', '', 'one', 'client:bench', ${at}, ${at} from generate_series(0, 50) i`,
  ];
}

/** What is open, waits for the clock, or went wrong: one in a thousand. */
function unfinished(rows: number): string[] {
  const open = Math.max(500, Math.round(rows / 1000));
  const unusual = `case when i <= ${rows - open} then ${oneOf(['declined', 'withdrawn'], 'i / 50')}
    else ${oneOf(['submitted', 'under_review', 'fee_due', 'issuing', 'held', 'draft', 'submitted', 'returned'], 'i')} end`;
  const newest = `from seed where i > ${rows - open}`;
  return [
    `insert into webhook_deliveries (endpoint_id, event_id, state, next_at, created_at)
     select e.id, v.id, case when v.position % 100 = 0 then 'failed' when v.at > ${at} - interval '1 hour' then 'pending' else 'delivered' end, v.at, v.at
       from webhook_endpoints e join events v on v.contractor_id = e.contractor_id where v.at > ${at} - interval '90 days'`,
    `insert into applications (id, contractor_id, works_id, branch, facts, created_by, created_at, updated_at, submitted_at, status)
     select ${id(3)}, contractor_id, ${id(2)}, branch, '{"completionNotice":{"wanted":true},"paperDelivery":null,"contact":{"name":"見本"},"messageToIssuer":""}'::jsonb,
       'client:bench', created_at, created_at, created_at, application_status(array[${unusual}]) from seed where i > ${rows - open} or i % 50 = 0`,
    `insert into guarantee_requests (application_id, kind, form, asked, status)
     select ${id(3)}, kind, form, ${asked}, ${unusual} from seed where i > ${rows - open} or i % 50 = 0`,
    `insert into change_requests (guarantee_number, asked, status, warnings, created_by, created_at, updated_at)
     select ${number}, '{"type":"decrease","newAmount":10000000}', 'submitted', '[]', 'client:bench', created_at, created_at ${newest} and i % 5 = 0`,
    `insert into outbox (topic, task_key, task, next_at, due_at, created_at)
     select 'lapse_fees', i::text, '{}'::jsonb, ${at} + interval '5 days', ${at}, created_at ${newest}
     union all select 'send_period_reminder', i::text, '{}'::jsonb, ${at}, ${at}, ${at} ${newest}`,
    `insert into period_reminders select ${number}, ${to}, case when ${to} <= date '2026-11-30' then 7 else 30 end, ${at} from seed
      where status = 'in_force' and ${to} between date '2026-11-23' and date '2026-12-23' and i % 1000 <> 0`,
    `insert into idempotency_keys select 'client:bench', 'createApplication', i::text, '', '{}', ${at} - interval '2 days' * ${chance(1)} ${newest}`,
  ];
}
