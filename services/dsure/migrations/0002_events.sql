-- What happened to certificates, for their issuers to fetch. Nothing here says who looked, or what is in a certificate.
create table events (
  id                 uuid primary key,
  -- in the order of writing; gaps and latecomers are possible
  sequence           bigint generated always as identity unique,
  -- the place in the feed, given once the event is committed: strictly ascending, never given to a latecomer
  position           bigint unique,
  issuer_id          text not null references issuers,
  type               text not null check (type in ('certificate.deposited', 'certificate.viewed', 'certificate.acknowledged')),
  guarantee_number   text not null,
  revision           integer not null,
  acknowledgement_id uuid references acknowledgements,
  at                 timestamptz not null,
  foreign key (guarantee_number, revision) references revisions,
  check ((type = 'certificate.acknowledged') = (acknowledgement_id is not null))
);
create index events_of_issuer on events (issuer_id, position);
create index events_without_position on events (sequence) where position is null;

-- The last day on which a reading of the newest revision, with the key in use, became an event; null where there was none yet.
alter table guarantees add column viewed_on date;
