-- 受領 / 訂正依頼: what somebody who held the key declared about a revision. Declared, not proved, and no status follows from
-- it. Readable, since the issuer is to read it; who declares is told so. Rows are only ever added.
create table acknowledgements (
  id                uuid primary key,
  guarantee_number  text not null,
  revision          integer not null,
  result            text not null check (result in ('accepted', 'correction_requested')),
  reason            text not null,
  organisation      text not null,
  department        text not null,
  declarer          text not null,
  declared_at       timestamptz not null,
  -- Of the view token and everything declared: the same form sent twice is one declaration.
  submission_digest bytea not null unique check (length(submission_digest) = 32),
  foreign key (guarantee_number, revision) references revisions,
  check (result = 'accepted' or reason <> '')
);
create index acknowledgements_by_guarantee on acknowledgements (guarantee_number, declared_at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name;
end $$;
create trigger acknowledgements_only_added before update or delete on acknowledgements
  for each row execute function refuse_change();
