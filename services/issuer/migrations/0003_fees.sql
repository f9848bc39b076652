-- 保証料: how a fee is paid, what its notices and statements say, tariffs that admins add, 請求先, 申込控え.

-- Where fees are paid to, until when (calendar days after approval), and for how many more days a clerk may still record what
-- was paid in time before the application goes back.
alter table issuer_profile
  add column fee_account        text,
  add column fee_payment_days   integer not null default 14 check (fee_payment_days between 1 and 366),
  add column fee_recording_days integer not null default 3 check (fee_recording_days between 0 and 31);

-- Counts the changes of a tariff before its first day: the ETag. From that day on it is never changed.
alter table tariffs add column edition integer not null default 1;

-- 保証料のご案内 of a fee that is due: fixed on the day of approval, gone when the fee lapses.
create table fee_notices (
  application_id uuid not null,
  kind           text not null,
  pay_by         date not null,
  -- what is printed
  facts          jsonb not null,
  created_at     timestamptz not null,
  primary key (application_id, kind),
  foreign key (application_id, kind) references guarantee_requests
);

-- 保証料計算書 and 保証料返還計算書: one for each revision that a fee or a refund belongs to, fixed with that revision.
create table fee_statements (
  id               uuid primary key default gen_random_uuid(),
  guarantee_number text not null references guarantees,
  revision         integer not null check (revision >= 0),
  type             text not null check (type in ('fee', 'refund')),
  contractor_id    text not null references contractors,
  issued_on        date not null,
  payment          text not null,
  billed_to        text not null,
  amount           bigint not null check (amount between 0 and 999999999999),
  -- 保証料計算書(紙)を希望する
  paper            boolean not null,
  -- what is printed
  facts            jsonb not null,
  created_at       timestamptz not null,
  unique (guarantee_number, revision, type)
);
create index fee_statements_of_contractor on fee_statements (contractor_id, created_at desc, id desc);
create index fee_statements_of_month on fee_statements (issued_on, payment);

-- 請求先 to pick from. What an application names stays as it was named.
create table billing_parties (
  id            uuid primary key default gen_random_uuid(),
  contractor_id text not null references contractors,
  name          text not null,
  address       text,
  created_at    timestamptz not null,
  unique (contractor_id, name)
);

-- 申込控え: what the contractor sent last, as it sent it, whatever is changed afterwards.
create table application_copies (
  application_id uuid primary key references applications,
  submitted_at   timestamptz not null,
  facts          jsonb not null
);

create index fee_receipts_refundable on fee_receipts (recorded_at desc, application_id desc, kind desc) where refundable > 0;
