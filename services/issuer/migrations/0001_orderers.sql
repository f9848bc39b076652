-- 発注者 are found by code, prefecture, name or kana. The key is folded as searchKey() of the domain folds what is looked for.
alter table orderers
  add column search_key text not null generated always as (
    translate(
      replace(lower(normalize(code || E'\n' || prefecture || E'\n' || name || E'\n' || kana, NFKC)), ' ', ''),
      'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヶ',
      'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔけ'
    )
  ) stored,
  -- counts every change of the body or its rules: the ETag
  add column version integer not null default 1;

-- By which version of the orderer's rules a guarantee was judged, and the day that named it; valid_from null: none was known.
create table rule_judgements (
  application_id uuid not null references applications,
  kind           text not null,
  act            text not null check (act in ('submission', 'approval')),
  at             timestamptz not null,
  orderer        text not null references orderers,
  valid_from     date,
  judged_on      date not null,
  primary key (application_id, kind, act, at),
  foreign key (orderer, valid_from) references orderer_rules
);
create index rule_judgements_of_version on rule_judgements (orderer, valid_from);

-- 証書(紙) that was posted or handed over; a revision without a row waits for it (郵送待ち).
create table paper_dispatches (
  guarantee_number text not null,
  revision         integer not null,
  method           text not null check (method in ('post', 'branch_counter')),
  dispatched_on    date not null,
  -- the number of the registered letter, or who took it
  reference        text,
  recorded_by      text not null,
  recorded_at      timestamptz not null,
  primary key (guarantee_number, revision),
  foreign key (guarantee_number, revision) references revisions
);
