-- What lists are asked for, kept where their indexes are, so that no page of a list reads more than its rows: whatever somebody asks
-- for, and however old the page is. Triggers keep it, so that the release before, which does not know of it, keeps it too.

-- 状態 of an application, as `applicationStatusOf` of the domain says it; a test holds the two against each other.
create function application_status(states text[]) returns text language sql immutable parallel safe as $$
  select case when 'draft' = any(states) then 'draft'
              when 'returned' = any(states) then 'returned'
              when states && array['under_review', 'awaiting_second_approval'] then 'under_review'
              when 'submitted' = any(states) then 'submitted'
              when states && array['approved', 'fee_due', 'issuing', 'held'] then 'reviewed'
              when states && array['issued', 'declined', 'voided'] then 'completed'
              else 'withdrawn' end
$$;

alter table applications add column status text not null default 'draft';
update applications a set status = q.status
  from (select application_id, application_status(array_agg(status)) as status from guarantee_requests group by 1) q
 where q.application_id = a.id;

create function keep_application_status() returns trigger language plpgsql as $$
declare
  id_of_it uuid := case when tg_op = 'DELETE' then old.application_id else new.application_id end;
  now_it_is text;
begin
  select application_status(array_agg(status)) into now_it_is from guarantee_requests where application_id = id_of_it;
  update applications set status = now_it_is where id = id_of_it and status <> now_it_is;
  return null;
end $$;
create trigger keep_application_status after insert or delete or update of status on guarantee_requests
  for each row execute function keep_application_status();

alter table guarantees
  -- 申込送信先 of its application
  add column branch text,
  add column created_on date not null generated always as ((created_at at time zone 'UTC')::date) stored,
  -- names of works, contractor and orderer as the newest concluded revision says them, a line each; null until it is issued
  add column search_text text,
  -- 郵送待ち: the newest revision is on paper and was not dispatched yet
  add column awaits_dispatch boolean not null default false;

create function search_text_of(certificate json) returns text language sql immutable parallel safe as $$
  select (certificate -> 'works' ->> 'name') || E'\n' || (certificate -> 'contractor' ->> 'name') || E'\n' || (certificate -> 'orderer' ->> 'name')
$$;

update guarantees g
   set branch = a.branch,
       search_text = case when g.issued_at is not null then search_text_of(r.certificate) end,
       awaits_dispatch = g.form = 'paper' and g.issued_at is not null and not exists (
         select from paper_dispatches d where d.guarantee_number = g.guarantee_number and d.revision = g.revision)
  from applications a, revisions r
 where a.id = g.application_id and r.guarantee_number = g.guarantee_number and r.revision = g.revision;
alter table guarantees alter column branch set not null;

create function keep_what_lists_ask() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    select branch into new.branch from applications where id = new.application_id;
  elsif new.issued_at is not null then
    select search_text_of(certificate) into new.search_text
      from revisions where guarantee_number = new.guarantee_number and revision = new.revision;
    new.awaits_dispatch := new.form = 'paper' and not exists (
      select from paper_dispatches where guarantee_number = new.guarantee_number and revision = new.revision);
  end if;
  return new;
end $$;
create trigger keep_what_lists_ask before insert or update of issued_at, revision on guarantees
  for each row execute function keep_what_lists_ask();

create function end_wait_for_dispatch() returns trigger language plpgsql as $$
begin
  update guarantees set awaits_dispatch = false where guarantee_number = new.guarantee_number and revision = new.revision;
  return null;
end $$;
create trigger end_wait_for_dispatch after insert on paper_dispatches
  for each row execute function end_wait_for_dispatch();

-- What comes of an application, by the branch that it was sent to.
alter table events add column branch text;
alter table fee_receipts add column branch text;
alter table change_fee_receipts add column branch text;
alter table fee_statements
  add column branch text,
  -- 対象月, by its first day: of the conclusion; of what was concluded before that was kept, of the day on which its number was drawn
  add column month date not null generated always as (date_trunc('month', coalesce(concluded_on, issued_on)::timestamp)::date) stored;
update events e set branch = a.branch from applications a where a.id = e.application_id;
update fee_receipts f set branch = a.branch from applications a where a.id = f.application_id;
update change_fee_receipts f set branch = g.branch
  from change_requests h join guarantees g on g.guarantee_number = h.guarantee_number where h.id = f.change_request_id;
update fee_statements s set branch = g.branch from guarantees g where g.guarantee_number = s.guarantee_number;
alter table events alter column branch set not null;
alter table fee_receipts alter column branch set not null;
alter table change_fee_receipts alter column branch set not null;
alter table fee_statements alter column branch set not null;

create function keep_branch_of_application() returns trigger language plpgsql as $$
begin
  select branch into new.branch from applications where id = new.application_id;
  return new;
end $$;
create trigger keep_branch before insert on events for each row execute function keep_branch_of_application();
create trigger keep_branch before insert on fee_receipts for each row execute function keep_branch_of_application();

create function keep_branch_of_guarantee() returns trigger language plpgsql as $$
begin
  select branch into new.branch from guarantees where guarantee_number = new.guarantee_number;
  return new;
end $$;
create trigger keep_branch before insert on fee_statements for each row execute function keep_branch_of_guarantee();

create function keep_branch_of_change() returns trigger language plpgsql as $$
begin
  select g.branch into new.branch from change_requests h join guarantees g on g.guarantee_number = h.guarantee_number
   where h.id = new.change_request_id;
  return new;
end $$;
create trigger keep_branch before insert on change_fee_receipts for each row execute function keep_branch_of_change();

-- What was returned may be sent to another branch, though another guarantee of the same application is issued.
create function move_to_branch() returns trigger language plpgsql as $$
begin
  update guarantees set branch = new.branch where application_id = new.id;
  update events set branch = new.branch where application_id = new.id;
  update fee_receipts set branch = new.branch where application_id = new.id;
  update fee_statements s set branch = new.branch from guarantees g
   where g.application_id = new.id and s.guarantee_number = g.guarantee_number;
  update change_fee_receipts f set branch = new.branch from guarantees g, change_requests h
   where g.application_id = new.id and h.guarantee_number = g.guarantee_number and f.change_request_id = h.id;
  return null;
end $$;
create trigger move_to_branch after update of branch on applications
  for each row when (old.branch <> new.branch) execute function move_to_branch();

-- 返還: what was paid back of it, beside it, so that what is settled is passed over unread.
alter table fee_receipts
  add column paid_back bigint not null default 0,
  add column to_pay_back boolean not null generated always as (refundable > paid_back) stored;
alter table change_fee_receipts
  add column paid_back bigint not null default 0,
  add column to_pay_back boolean not null generated always as (refundable > paid_back) stored;
-- What a change gives back is paid whole.
alter table fee_statements
  add column paid_back bigint not null default 0,
  add column to_pay_back boolean not null generated always as (type = 'refund' and payment <> 'lump_sum' and paid_back = 0) stored;
create function keep_paid_back() returns trigger language plpgsql as $$
begin
  if new.reason = 'change' then
    update fee_statements set paid_back = paid_back + new.amount where id = new.refundable::uuid;
  elsif new.refundable like '%/%' then
    update fee_receipts set paid_back = paid_back + new.amount
     where application_id = split_part(new.refundable, '/', 1)::uuid and kind = split_part(new.refundable, '/', 2);
  else
    update change_fee_receipts set paid_back = paid_back + new.amount where change_request_id = new.refundable::uuid;
  end if;
  return null;
end $$;
create trigger keep_paid_back after insert on refund_payments for each row execute function keep_paid_back();
update fee_statements s set paid_back = p.amount from refund_payments p where p.reason = 'change' and s.id = p.refundable::uuid;
update fee_receipts f set paid_back = p.amount
  from (select refundable, sum(amount) as amount from refund_payments where reason <> 'change' and refundable like '%/%' group by 1) p
 where f.application_id = split_part(p.refundable, '/', 1)::uuid and f.kind = split_part(p.refundable, '/', 2);
update change_fee_receipts f set paid_back = p.amount
  from (select refundable, sum(amount) as amount from refund_payments where reason <> 'change' and refundable not like '%/%' group by 1) p
 where f.change_request_id = p.refundable::uuid;

drop index fee_receipts_refundable, change_fee_receipts_refundable, fee_statements_refunds;
create index fee_receipts_refundable on fee_receipts (recorded_at desc) where to_pay_back;
create index change_fee_receipts_refundable on change_fee_receipts (recorded_at desc) where to_pay_back;
create index fee_statements_refunds on fee_statements (created_at desc, id desc) where to_pay_back;

-- As before, by what is left to give back.
create or replace view refundables as
  select r.application_id::text || '/' || r.kind as id, 'overpaid' as reason,
         r.application_id, r.kind, q.guarantee_number, null::uuid as change_request_id, null::integer as revision,
         r.amount as paid, r.amount - r.refundable as fee,
         r.received_on, r.method, r.reference, r.recorded_at, r.paid_back as refunded
    from fee_receipts r
    join guarantee_requests q on q.application_id = r.application_id and q.kind = r.kind
   where r.to_pay_back and q.status <> 'voided'
  union all
  select r.application_id::text || '/' || r.kind, 'not_issued',
         r.application_id, r.kind, q.guarantee_number, null, null,
         r.amount, 0,
         r.received_on, r.method, r.reference, r.recorded_at, r.paid_back
    from guarantee_requests q
    join fee_receipts r on r.application_id = q.application_id and r.kind = q.kind
   where q.status = 'voided' and r.amount > r.paid_back
  union all
  select r.change_request_id::text, 'overpaid',
         g.application_id, g.kind, g.guarantee_number, c.id, c.revision,
         r.amount, r.amount - r.refundable,
         r.received_on, r.method, r.reference, r.recorded_at, r.paid_back
    from change_fee_receipts r
    join change_requests c on c.id = r.change_request_id
    join guarantees g on g.guarantee_number = c.guarantee_number
   where r.to_pay_back and c.status <> 'voided'
  union all
  select r.change_request_id::text, 'not_issued',
         g.application_id, g.kind, g.guarantee_number, c.id, c.revision,
         r.amount, 0,
         r.received_on, r.method, r.reference, r.recorded_at, r.paid_back
    from change_requests c
    join change_fee_receipts r on r.change_request_id = c.id
    join guarantees g on g.guarantee_number = c.guarantee_number
   where c.status = 'voided' and r.amount > r.paid_back
  union all
  select s.id::text, 'change',
         g.application_id, g.kind, g.guarantee_number, c.id, s.revision,
         (s.facts #>> '{before,fee,amount}')::bigint, (s.facts #>> '{after,fee,amount}')::bigint,
         null, null, null, s.created_at, s.paid_back
    from fee_statements s
    join guarantees g on g.guarantee_number = s.guarantee_number
    join change_requests c on c.guarantee_number = s.guarantee_number and c.revision = s.revision
   where s.to_pay_back
     and (s.facts #>> '{before,fee,amount}')::bigint > (s.facts #>> '{after,fee,amount}')::bigint;

-- 絞り込み. Rare states have an index; of the others every stretch of a list is full.
create index applications_unusual on applications (status, created_at desc, id desc) where status <> 'completed';
create index applications_unusual_of_branch on applications (branch, status, created_at desc, id desc) where status <> 'completed';
create index applications_unusual_of_contractor on applications (contractor_id, status, created_at desc, id desc) where status <> 'completed';
create index applications_referred_to on applications (external_reference) where external_reference is not null;

create index guarantees_of_branch on guarantees (branch, created_at desc, guarantee_number desc) where issued_at is not null;
create index guarantees_of_orderer on guarantees (orderer, created_at desc, guarantee_number desc) where issued_at is not null;
create index guarantees_ended on guarantees (status, created_at desc, guarantee_number desc) where status <> 'in_force' and issued_at is not null;
create index guarantees_ended_of_branch on guarantees (branch, status, created_at desc, guarantee_number desc)
  where status <> 'in_force' and issued_at is not null;
create index guarantees_ended_of_contractor on guarantees (contractor_id, status, created_at desc, guarantee_number desc)
  where status <> 'in_force' and issued_at is not null;
create index guarantees_awaiting_dispatch on guarantees (created_at desc, guarantee_number desc) where awaits_dispatch;
create index guarantees_updated on guarantees (updated_at) where issued_at is not null;
create index guarantees_referred_to on guarantees (external_reference) where external_reference is not null;
create index guarantees_beginning on guarantees (period_from) where issued_at is not null;
-- Day by day of issue, those whose period has ended or has not: each day knows at once whether it has any.
create index guarantees_by_day on guarantees (created_on, period_to) where issued_at is not null;
create index guarantees_by_day_of_branch on guarantees (branch, created_on, period_to) where issued_at is not null;
create index guarantees_by_day_of_contractor on guarantees (contractor_id, created_on, period_to) where issued_at is not null;
drop index guarantees_ending;
create index guarantees_ending on guarantees (period_to, guarantee_number) where status = 'in_force';

-- 検索: week by week of issue (days since 1970 / 7) each character and each two characters of the names (n), each four digits of the
-- number (d), and whose it is (b: branch, c: contractor, o: orderer). An index of trigrams finds no kanji in the locale C, and no two of them
-- in any; the week in each key lets a search stop as soon as its page is full.
create function search_keys(created_on date, search_text text, guarantee_number text, branch text, contractor_id text, orderer text)
  returns text[] language sql immutable parallel safe as $$
  select array_agg(distinct ((created_on - date '1970-01-01') / 7)::text || key)
    from (
      select 'n' || substr(search_text, i, length) as key
        from generate_series(1, length(search_text)) i, generate_series(1, 2) length
       where strpos(substr(search_text, i, length), E'\n') = 0
      union all
      select 'd' || substr(replace(guarantee_number, '-', ''), i, 4) from generate_series(1, 9) i
      union all values ('b' || branch), ('c' || contractor_id), ('o' || orderer)
    ) keys
$$;
create index guarantees_searched on guarantees
  using gin (search_keys(created_on, search_text, guarantee_number, branch, contractor_id, orderer)) with (fastupdate = off) where issued_at is not null;

create index events_of_branch on events (branch, position);
create index fee_receipts_of_branch on fee_receipts (branch, recorded_at desc, (application_id::text || '/' || kind) desc);
create index change_fee_receipts_of_branch on change_fee_receipts (branch, recorded_at desc, (change_request_id::text) desc);
create index fee_statements_of_branch on fee_statements (branch, created_at desc, id desc);
create index fee_statements_by_month on fee_statements (month, created_at desc, id desc);
create index fee_statements_by_month_of_branch on fee_statements (branch, month, created_at desc, id desc);
create index fee_statements_by_month_of_contractor on fee_statements (contractor_id, month, created_at desc, id desc);
create index fee_statements_refunded on fee_statements (created_at desc, id desc) where type = 'refund';
create index users_of_contractor on users (contractor_id, created_at desc, id desc);
create index webhook_deliveries_newest on webhook_deliveries (endpoint_id, created_at desc, event_id desc);
create index webhook_deliveries_pending on webhook_deliveries (endpoint_id, next_at) where state = 'pending';
-- Many tasks are asked for in one moment.
drop index outbox_due;
create index outbox_due on outbox (next_at, id) where dead_at is null;
