-- The issuer's own database (ネットデスク). Nobody but the issuer's role may enter it.
-- Words: ../../../docs/glossary.md. Money is integer yen (bigint), days are dates of Asia/Tokyo.

-- The guarantee company itself (保証人): one row.
create table issuer_profile (
  one            boolean primary key default true check (one),
  id             text not null,
  name           text not null,
  number_prefix  text not null check (number_prefix ~ '^[0-9]{2}$'),
  address        text not null,
  representative text not null
);

-- ---------------------------------------------------------------- who may do what
-- 利用登録された会社. The agreement and the limit are the issuer's decision, never the contractor's.
create table contractors (
  id                   text primary key,
  name                 text not null,
  address              text not null,
  representative_title text not null,
  representative_name  text not null,
  lump_sum_agreement   boolean not null default false,
  credit_limit         bigint not null check (credit_limit between 0 and 999999999999),
  created_at           timestamptz not null default now()
);

-- People. password_hash: argon2id in its own text form.
create table users (
  id            uuid primary key default gen_random_uuid(),
  login_id      text not null unique,
  password_hash text not null,
  name          text not null,
  role          text not null check (role in ('contractor', 'underwriter', 'admin')),
  contractor_id text references contractors,
  created_at    timestamptz not null default now(),
  check ((role = 'contractor') = (contractor_id is not null))
);

-- Systems (OAuth 2.0 client credentials). The secret has 256 random bits, so a plain SHA-256 of it is kept.
create table clients (
  client_id     text primary key,
  secret_digest bytea not null check (length(secret_digest) = 32),
  name          text not null,
  role          text not null check (role in ('contractor', 'underwriter', 'admin')),
  contractor_id text references contractors,
  scopes        text[] not null,
  created_at    timestamptz not null default now(),
  check ((role = 'contractor') = (contractor_id is not null))
);

-- 申込送信先.
create table branches (
  id         text primary key,
  name       text not null,
  phone      text not null,
  email      text not null,
  hours      text not null,
  sort_order integer not null default 0
);

-- ---------------------------------------------------------------- 発注者
create table orderers (
  code       text primary key,
  prefecture text not null,
  name       text not null,
  kana       text not null
);

-- What a body publishes about 電子保証 and its limits, from a day on. History is kept: nothing is updated in place.
create table orderer_rules (
  orderer    text not null references orderers,
  valid_from date not null,
  rules      jsonb not null,
  primary key (orderer, valid_from)
);

-- 保証料率 with the 約款 of the same version.
create table tariffs (
  version    text primary key,
  valid_from date not null unique,
  tariff     jsonb not null,
  terms      jsonb not null
);

-- ---------------------------------------------------------------- 請負工事, 申込
create table works (
  id            uuid primary key default gen_random_uuid(),
  contractor_id text not null references contractors,
  orderer       text not null references orderers,
  facts         jsonb not null,
  created_at    timestamptz not null
);
create index works_of_contractor on works (contractor_id, created_at desc, id desc);

create table applications (
  id                 uuid primary key default gen_random_uuid(),
  contractor_id      text not null references contractors,
  works_id           uuid not null references works,
  branch             text not null references branches,
  -- contact, completion notice, delivery, messages
  facts              jsonb not null,
  external_reference text,
  created_by         text not null,
  -- counts every change: the ETag
  version            integer not null default 1,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  submitted_at       timestamptz,
  -- who claimed it (審査中)
  underwriter        text,
  message_to_contractor text
);
create index applications_of_contractor on applications (contractor_id, created_at desc, id desc);
create index applications_of_branch on applications (branch, created_at desc, id desc);
create unique index applications_external_reference on applications (created_by, external_reference);

-- One guarantee asked for. From the number on, a row in guarantees exists beside it.
create table guarantee_requests (
  application_id   uuid not null references applications,
  kind             text not null check (kind in ('advance_payment', 'interim_advance_payment', 'performance')),
  form             text not null check (form in ('electronic', 'paper')),
  -- the amount and what else was asked, as received
  asked            jsonb not null,
  status           text not null,
  -- why it was declined or is held
  message          text,
  -- fixed on the day of approval: { tariffVersion, amount, lines } and the 約款
  fee              jsonb,
  terms            jsonb,
  approved_by      text,
  approved_at      timestamptz,
  guarantee_number text unique,
  primary key (application_id, kind)
);

create table fee_receipts (
  application_id uuid not null,
  kind           text not null,
  amount         bigint not null check (amount > 0),
  received_on    date not null,
  method         text not null,
  reference      text not null,
  -- what was paid above the fee: to be given back
  refundable     bigint not null check (refundable >= 0),
  recorded_by    text not null,
  recorded_at    timestamptz not null,
  primary key (application_id, kind),
  foreign key (application_id, kind) references guarantee_requests
);

-- ---------------------------------------------------------------- 保証
-- Last serial drawn per fiscal year: every number from 1 to it has a row in guarantees.
create table counters (
  issuer_prefix text not null,
  fiscal_year   integer not null,
  last_serial   integer not null,
  primary key (issuer_prefix, fiscal_year)
);

create table guarantees (
  guarantee_number text primary key,
  application_id   uuid not null,
  kind             text not null,
  contractor_id    text not null references contractors,
  orderer          text not null references orderers,
  form             text not null check (form in ('electronic', 'paper')),
  status           text not null default 'in_force' check (status in ('in_force', 'cancelled', 'void')),
  status_from      date not null,
  period_from      date,
  period_to        date not null,
  -- 認証キー under AES-256-GCM with the guarantee number as additional data; null for paper
  key_ciphertext   bytea,
  key_encryption_key text,
  key_generation   integer not null default 1,
  -- 当初 is issued when D-Sure has acknowledged it
  issued_at        timestamptz,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  unique (application_id, kind),
  foreign key (application_id, kind) references guarantee_requests,
  check ((form = 'electronic') = (key_ciphertext is not null))
);
create index guarantees_of_contractor on guarantees (contractor_id, created_at desc, guarantee_number desc);

-- One 版: the facts that are signed, and what the key notice says, fixed before anything is signed.
create table revisions (
  guarantee_number text not null references guarantees,
  revision         integer not null check (revision >= 0),
  -- json, not jsonb: the order in which a certificate is read is kept
  certificate      json not null,
  key_notice       jsonb,
  created_at       timestamptz not null,
  -- D-Sure's own words, kept as received
  acknowledgement  jsonb,
  acknowledged_at  timestamptz,
  primary key (guarantee_number, revision)
);

-- What each step of the issuance made, byte for byte. Stored once: a second worker throws its own away.
create table revision_products (
  guarantee_number text not null,
  revision         integer not null,
  product          text not null check (product in ('certificate_jws', 'certificate_pdf', 'deposit')),
  content          bytea not null,
  made_at          timestamptz not null,
  primary key (guarantee_number, revision, product),
  foreign key (guarantee_number, revision) references revisions
);

-- ---------------------------------------------------------------- work to do, and what was done
-- Written in the transaction of the state change that asks for it; claimed with FOR UPDATE SKIP LOCKED.
create table outbox (
  id         bigint generated always as identity primary key,
  topic      text not null,
  -- one task of a kind is asked for once
  task_key   text not null,
  task       jsonb not null,
  attempts   integer not null default 0,
  next_at    timestamptz not null,
  last_error text,
  -- set when it was given up: a person has to look
  dead_at    timestamptz,
  created_at timestamptz not null,
  unique (topic, task_key)
);
create index outbox_due on outbox (next_at) where dead_at is null;

-- The answer to a repeated POST, kept in the transaction of its effect for 24 hours.
create table idempotency_keys (
  caller         text not null,
  operation      text not null,
  key            text not null,
  request_digest bytea not null,
  -- { status, body, etag }
  answer         json not null,
  created_at     timestamptz not null,
  primary key (caller, operation, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Who did what, when. Never a key, password or token.
create table audit_trail (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  act     text not null,
  subject text not null,
  detail  jsonb not null
);
create index audit_trail_subject on audit_trail (subject, id);
