-- After issue: changes that are asked for, later revisions (版), replaced keys, reminders.

alter table guarantees
  -- the newest 版 that is concluded: until then a change is seen as 反映中 and nothing of it as true
  add column revision integer not null default 0,
  -- digest of the newest envelope that D-Sure has acknowledged: the next one names it; null for paper
  add column chain_head text;
update guarantees g
   set chain_head = r.acknowledgement->>'envelopeDigest'
  from revisions r
 where r.guarantee_number = g.guarantee_number and r.revision = 0;

create table change_requests (
  id               uuid primary key default gen_random_uuid(),
  guarantee_number text not null references guarantees,
  -- type and particulars, as read at the door
  asked            jsonb not null,
  status           text not null,
  -- what the orderer's limits say to it, as judged last
  warnings         jsonb not null,
  -- why it was returned, declined or is held
  message          text,
  -- fixed on the day of approval: extra fee or refund with every line; null where no fee is touched
  fee_change       jsonb,
  -- who claimed it (審査中)
  underwriter      text,
  approved_by      text,
  approved_at      timestamptz,
  -- the 版 that it became, drawn when its facts are fixed
  revision         integer,
  -- counts every change: the ETag
  version          integer not null default 1,
  created_by       text not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  unique (guarantee_number, revision)
);
create index change_requests_of_guarantee on change_requests (guarantee_number, created_at desc, id desc);
-- One at a time: two could contradict each other.
create unique index change_requests_open on change_requests (guarantee_number)
  where status not in ('issued', 'declined', 'voided', 'withdrawn');

create table change_fee_receipts (
  change_request_id uuid primary key references change_requests,
  amount            bigint not null check (amount > 0),
  received_on       date not null,
  method            text not null,
  reference         text not null,
  refundable        bigint not null check (refundable >= 0),
  recorded_by       text not null,
  recorded_at       timestamptz not null
);

-- What one person proposes for something that is held; another one confirms it.
create table held_proposals (
  subject     text primary key,
  decision    text not null check (decision in ('resume', 'void')),
  reason      text not null,
  proposed_by text not null,
  proposed_at timestamptz not null
);

-- 認証キーの再発行. The new key becomes the guarantee's when D-Sure has acknowledged it; what it replaces is then gone.
create table key_replacements (
  guarantee_number   text not null references guarantees,
  key_generation     integer not null check (key_generation >= 2),
  key_ciphertext     bytea not null,
  key_encryption_key text not null,
  reason             text not null,
  -- all revisions sealed anew with their envelope, byte for byte, stored before it is sent
  sealed             bytea,
  requested_by       text not null,
  requested_at       timestamptz not null,
  acknowledgement    jsonb,
  acknowledged_at    timestamptz,
  -- why D-Sure refused it: the old key goes on, a person has to look
  refusal            text,
  primary key (guarantee_number, key_generation)
);

-- Which reminders were asked for: each once, whoever looks first. A longer period has reminders of its own.
create table period_reminders (
  guarantee_number text not null references guarantees,
  period_to        date not null,
  days             integer not null,
  asked_at         timestamptz not null,
  primary key (guarantee_number, period_to, days)
);
create index guarantees_ending on guarantees (period_to) where status = 'in_force';
