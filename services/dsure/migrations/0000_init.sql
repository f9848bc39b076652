-- D-Sure's own database. What is private lies only in sealed_parts, under keys that are not here: this database, a backup
-- of it, or whoever steals one, shows that a guarantee exists and how it stands, never what is in its certificate.
-- Words: ../../../docs/glossary.md. Digests and locators are the 32 bytes themselves. Days are dates of Asia/Tokyo.

-- ---------------------------------------------------------------- who may deposit
-- 保証事業会社. The prefix begins each of its guarantee numbers, and nobody else's.
create table issuers (
  id            text primary key check (id ~ '^[a-z][a-z0-9-]{0,31}$'),
  name          text not null,
  number_prefix text not null unique check (number_prefix ~ '^[0-9]{2}$'),
  onboarded_at  timestamptz not null
);

-- Public keys that are trusted, each for one issuer and one purpose. None is ever deleted: what it signed stays checkable.
-- retired: verifies what is old, signs nothing new. compromised: the same, and suspect since a time.
create table issuer_keys (
  kid               text primary key,
  issuer_id         text not null references issuers,
  purpose           text not null check (purpose in ('certificate', 'envelope', 'call')),
  public_jwk        jsonb not null,
  status            text not null default 'active' check (status in ('active', 'retired', 'compromised')),
  compromised_since timestamptz,
  pinned_at         timestamptz not null,
  check ((status = 'compromised') = (compromised_since is not null))
);
create index issuer_keys_by_issuer on issuer_keys (issuer_id);

-- Each call of an issuer counts once (jti). A row may go when the call would be refused as expired anyway.
create table used_calls (
  issuer_id  text not null references issuers,
  jti        text not null,
  expires_at timestamptz not null,
  primary key (issuer_id, jti)
);
create index used_calls_by_expiry on used_calls (expires_at);

-- ---------------------------------------------------------------- what is deposited
-- Where each guarantee stands: the newest revision and the head of its chain of envelopes. Narrow, since every look-up reads it.
create table guarantees (
  guarantee_number   text primary key,
  issuer_id          text not null references issuers,
  kind               text not null check (kind in ('advance_payment', 'interim_advance_payment', 'performance')),
  revision           integer not null check (revision >= 0),
  key_generation     integer not null check (key_generation >= 1),
  -- Of the newest envelope, deposit or key replacement: the next one has to name it.
  envelope_digest    bytea not null check (length(envelope_digest) = 32)
);

-- Every revision, without gaps. The digests are of the contents before sealing, and no key replacement changes them.
create table revisions (
  guarantee_number   text not null references guarantees,
  revision           integer not null check (revision >= 0),
  type               text not null check (type in ('original', 'amendment', 'correction', 'cancellation', 'void')),
  status             text not null check (status in ('in_force', 'cancelled', 'void')),
  status_from        date not null,
  certificate_digest bytea not null check (length(certificate_digest) = 32),
  pdf_digest         bytea not null check (length(pdf_digest) = 32),
  deposited_at       timestamptz not null,
  primary key (guarantee_number, revision),
  check ((type = 'original') = (revision = 0))
);

-- The compact JWE of each part of each revision, always under the newest key. Never compressed: ciphertext does not shrink.
create table sealed_parts (
  guarantee_number text not null,
  revision         integer not null,
  part             text not null check (part in ('certificate', 'pdf')),
  sealed           text not null,
  primary key (guarantee_number, revision, part),
  foreign key (guarantee_number, revision) references revisions
);
alter table sealed_parts alter column sealed set storage external;

-- Where a key leads. A replaced one stays as a tombstone, so that its holder learns that it was replaced.
create table locators (
  locator          bytea primary key check (length(locator) = 32),
  guarantee_number text not null references guarantees,
  key_generation   integer not null check (key_generation >= 1),
  replaced_at      timestamptz,
  unique (guarantee_number, key_generation)
);
create unique index locators_in_use on locators (guarantee_number) where replaced_at is null;

-- Every envelope that was ever accepted, byte for byte: the issuer's signed statement, and what a repetition is answered by.
-- A key replacement stands here with the newest revision that it sealed anew.
create table envelopes (
  digest           bytea primary key check (length(digest) = 32),
  guarantee_number text not null references guarantees,
  purpose          text not null check (purpose in ('deposit', 'key_replacement')),
  revision         integer not null,
  key_generation   integer not null,
  kid              text not null references issuer_keys,
  envelope         text not null,
  deposited_at     timestamptz not null
);
create unique index envelopes_of_deposits on envelopes (guarantee_number, revision) where purpose = 'deposit';
create unique index envelopes_of_replacements on envelopes (guarantee_number, key_generation) where purpose = 'key_replacement';
