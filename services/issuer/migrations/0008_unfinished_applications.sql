-- What people have typed of an application so far (書きかけの申込): text by the name of its field, judged by nobody.
create table unfinished_applications (
  id             uuid primary key,
  contractor_id  text not null references contractors,
  -- The application (作成中, 差戻し) that is being changed; null for a new one.
  application_id uuid references applications,
  fields         jsonb not null,
  version        integer not null default 1,
  created_by     text not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);
create index unfinished_applications_newest on unfinished_applications (contractor_id, created_at desc, id desc);
