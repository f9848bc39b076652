-- What a change costs or gives back: demanded with a last day, stated, listed; its papers, and the second person of a large increase.

-- What D-Sure answers to a deposit is a confirmation; 受領, which a key holder declares, is the acknowledgement.
alter table revisions rename column acknowledgement to confirmation;
alter table revisions rename column acknowledged_at to confirmed_at;
alter table key_replacements rename column acknowledgement to confirmation;
alter table key_replacements rename column acknowledged_at to confirmed_at;

-- A company lets in again only whom it stopped itself.
alter table users add column stopped_by text check (stopped_by in ('contractor', 'admin'));

-- Who referred an increase to a second person (二次承認); null below the amount from which there is one.
alter table change_requests
  add column referred_by text,
  add column referred_at timestamptz;

-- 保証料のご案内 of an extra fee that is due: fixed on the day of approval, gone when the fee lapses.
create table change_fee_notices (
  change_request_id uuid primary key references change_requests,
  pay_by            date not null,
  -- what is printed
  facts             jsonb not null,
  created_at        timestamptz not null
);

-- A paper belongs to the application, or to one change of a guarantee that came of it (変更契約書).
alter table attachments add column change_request_id uuid references change_requests;
create index attachments_of_change on attachments (change_request_id, added_at, id) where change_request_id is not null;

-- 返還: what is to be given back. 一括納付 settles what a change gives back in the list of its month.
create view refundables as
select r.application_id::text || '/' || r.kind as id,
       case q.status when 'voided' then 'not_issued' else 'overpaid' end as reason,
       r.application_id, r.kind, q.guarantee_number, null::uuid as change_request_id, null::integer as revision,
       r.amount as paid,
       case q.status when 'voided' then 0 else r.amount - r.refundable end as fee,
       r.received_on, r.method, r.reference, r.recorded_at
  from fee_receipts r
  join guarantee_requests q on q.application_id = r.application_id and q.kind = r.kind
 where r.refundable > 0 or q.status = 'voided'
union all
select r.change_request_id::text,
       case c.status when 'voided' then 'not_issued' else 'overpaid' end,
       g.application_id, g.kind, g.guarantee_number, c.id, c.revision,
       r.amount,
       case c.status when 'voided' then 0 else r.amount - r.refundable end,
       r.received_on, r.method, r.reference, r.recorded_at
  from change_fee_receipts r
  join change_requests c on c.id = r.change_request_id
  join guarantees g on g.guarantee_number = c.guarantee_number
 where r.refundable > 0 or c.status = 'voided'
union all
select s.id::text, 'change',
       g.application_id, g.kind, g.guarantee_number, c.id, s.revision,
       (s.facts #>> '{before,fee,amount}')::bigint, (s.facts #>> '{after,fee,amount}')::bigint,
       null, null, null, s.created_at
  from fee_statements s
  join guarantees g on g.guarantee_number = s.guarantee_number
  join change_requests c on c.guarantee_number = s.guarantee_number and c.revision = s.revision
 where s.type = 'refund' and s.payment <> 'lump_sum';
