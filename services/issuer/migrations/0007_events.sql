-- What happened to applications and guarantees, for the systems of contractors and the issuer's own; webhooks; references of clients.

create table events (
  id               uuid primary key default gen_random_uuid(),
  -- in the order of writing; gaps and latecomers are possible
  sequence         bigint generated always as identity unique,
  -- the place in the feed, given once the event is committed: strictly ascending, never given to a latecomer
  position         bigint unique,
  type             text not null,
  contractor_id    text not null references contractors,
  application_id   uuid not null references applications,
  -- null: of the whole application
  kind             text,
  -- null: before there was a number
  guarantee_number text references guarantees,
  at               timestamptz not null,
  -- thin: ids, numbers, days. Never a key
  data             jsonb not null,
  -- of an event that D-Sure told: its id there, so that it is taken in once
  told_by_dsure    uuid unique
);
create index events_of_contractor on events (contractor_id, position);
create index events_of_guarantee on events (guarantee_number, position);
create index events_of_application on events (application_id, position);
create index events_without_position on events (sequence) where position is null;

-- How far D-Sure's feed has been read. One row: whoever fetches holds its lock.
create table dsure_feed (
  one        boolean primary key default true check (one),
  -- null: from the beginning
  place      text,
  fetched_at timestamptz
);
insert into dsure_feed default values;

-- 受領 / 訂正依頼, as key holders declared them in D-Sure. Declared, not proved.
create table acknowledgements (
  -- as D-Sure names it
  id               uuid primary key,
  guarantee_number text not null references guarantees,
  revision         integer not null,
  result           text not null check (result in ('accepted', 'correction_requested')),
  reason           text not null,
  organisation     text not null,
  department       text not null,
  declarer         text not null,
  declared_at      timestamptz not null
);
create index acknowledgements_of_guarantee on acknowledgements (guarantee_number, declared_at);

create table webhook_endpoints (
  id                  uuid primary key default gen_random_uuid(),
  contractor_id       text not null references contractors,
  url                 text not null,
  description         text not null,
  -- null: all of them
  event_types         text[],
  -- encrypted like authentication keys, with the id of the key-encryption key
  secret              bytea not null,
  secret_encryption   text not null,
  -- the secret before the last rotation signs as well until this instant
  previous_secret     bytea,
  previous_encryption text,
  previous_until      timestamptz,
  -- one attempt at a time: until when this one may last, or when the last one ended. A receiver may ask for a pause
  busy_until          timestamptz,
  disabled_at         timestamptz,
  -- gone: the receiver answered 410. by_request: somebody switched it off
  disabled_because    text check (disabled_because in ('gone', 'by_request')),
  version             integer not null default 1,
  created_by          text not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  check ((disabled_at is null) = (disabled_because is null)),
  check ((previous_secret is null) = (previous_encryption is null) and (previous_secret is null) = (previous_until is null))
);
create index webhook_endpoints_of_contractor on webhook_endpoints (contractor_id, created_at);

-- One event on its way to one endpoint.
create table webhook_deliveries (
  endpoint_id uuid not null references webhook_endpoints on delete cascade,
  event_id    uuid not null references events,
  state       text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  -- since it was last asked for: a replay begins anew
  attempts    integer not null default 0,
  -- when to try next; while it is being tried, when to take it for lost
  next_at     timestamptz not null,
  created_at  timestamptz not null,
  primary key (endpoint_id, event_id)
);
create index webhook_deliveries_due on webhook_deliveries (next_at) where state = 'pending';

-- Every attempt, for the receiver's people to see why something did not arrive.
create table webhook_attempts (
  id          bigint generated always as identity primary key,
  endpoint_id uuid not null,
  event_id    uuid not null,
  at          timestamptz not null,
  -- of the answer; null: there was none
  status      integer,
  -- what stood in the way of a 2xx, as a code; null: delivered
  failure     text,
  duration_ms integer not null,
  foreign key (endpoint_id, event_id) references webhook_deliveries on delete cascade
);
create index webhook_attempts_of_delivery on webhook_attempts (endpoint_id, event_id, id);

-- 貴社の管理番号 of a guarantee; unique for each client that gives them, as that of an application is.
alter table guarantees
  add column external_reference text,
  add column external_reference_by text,
  add check ((external_reference is null) = (external_reference_by is null));
create unique index guarantees_external_reference on guarantees (external_reference_by, external_reference);
