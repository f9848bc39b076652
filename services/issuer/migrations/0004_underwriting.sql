-- People of companies and branches, their sessions, and what underwriting needs beside an application.

-- ---------------------------------------------------------------- people
alter table contractors add column version integer not null default 1;
alter table branches add column version integer not null default 1;

-- Until an invitation is accepted there is no password. company_role: a company's own administrator invites its users.
-- branches: where an underwriter works; null for the head office, which sees all.
alter table users
  alter column password_hash drop not null,
  add column email text,
  add column company_role text check (company_role in ('applicant', 'company_admin')),
  add column branches text[],
  add column stopped_at timestamptz,
  add column version integer not null default 1;
update users set company_role = 'company_admin' where role = 'contractor';
alter table users
  add check ((role = 'contractor') = (company_role is not null)),
  add check (role = 'underwriter' or branches is null);
create unique index users_login_id_folded on users (lower(login_id));
create index users_newest on users (created_at desc, id desc);

alter table clients add column branches text[];

-- Sessions of people. The cookie's token has 256 random bits; a copy of this table lets nobody in.
create table sessions (
  token_digest bytea primary key check (length(token_digest) = 32),
  user_id      uuid not null references users,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_of_user on sessions (user_id);
create index sessions_age on sessions (created_at);

-- One-time tokens by which a password is set: of invitations and resets. All of a user's end with the first that is used.
create table password_tokens (
  token_digest bytea primary key check (length(token_digest) = 32),
  user_id      uuid not null references users,
  expires_at   timestamptz not null
);
create index password_tokens_of_user on password_tokens (user_id);

-- Attempts to sign in that did not succeed, by a digest of account and source. They slow, and never lock.
create table sign_in_attempts (
  subject  bytea primary key,
  attempts integer not null,
  last_at  timestamptz not null
);
create index sign_in_attempts_age on sign_in_attempts (last_at);

-- ---------------------------------------------------------------- underwriting
-- Who referred it to a second person (二次承認); null below the amount from which there is one.
alter table guarantee_requests
  add column referred_by text,
  add column referred_at timestamptz;
create index guarantee_requests_of_status on guarantee_requests (status) where status not in ('issued', 'withdrawn', 'declined');

-- 添付書類. What it held stays known by its digest in the audit trail when it is taken away.
create table attachments (
  id             uuid primary key default gen_random_uuid(),
  application_id uuid not null references applications,
  type           text not null check (type in ('contract', 'award_notice', 'recognition', 'amended_contract', 'other')),
  -- as received
  name           text not null,
  media_type     text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  size           integer not null check (size between 1 and 10485760),
  sha256         bytea not null check (length(sha256) = 32),
  added_by       text not null,
  added_at       timestamptz not null
);
create index attachments_of_application on attachments (application_id, added_at, id);

-- Apart, so that a list does not read what only a download needs.
create table attachment_contents (
  attachment_id uuid primary key references attachments on delete cascade,
  content       bytea not null
);

-- 弊社への連絡事項, 弊社からお客様へのお知らせ: append-only.
create table messages (
  id             bigint generated always as identity primary key,
  application_id uuid not null references applications,
  sent_by        text not null check (sent_by in ('contractor', 'issuer')),
  actor          text not null,
  -- as it was when it was written
  author         text not null,
  text           text not null,
  sent_at        timestamptz not null
);
create index messages_of_application on messages (application_id, id);
create function refuse_change_of_message() returns trigger language plpgsql as $$
begin
  raise exception 'messages are append-only';
end $$;
create trigger messages_are_append_only before update or delete on messages
  for each row execute function refuse_change_of_message();
