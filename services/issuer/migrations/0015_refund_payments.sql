-- 返還の支払: that something of the list of refunds was paid back, by whom and when. Once for each reason, however many clerks have it in hand.
create table refund_payments (
  -- as the list names it
  refundable  text not null,
  reason      text not null check (reason in ('overpaid', 'not_issued', 'change')),
  amount      bigint not null check (amount > 0),
  paid_on     date not null,
  method      text not null check (method in ('bank_transfer', 'cash', 'cheque')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (refundable, reason)
);

-- What an index finds, each by itself: overpaid, or taken back. What was paid back of it before comes off; what is paid back whole is listed no more.
create index guarantee_requests_voided on guarantee_requests (application_id, kind) where status = 'voided';
create index change_requests_voided on change_requests (id) where status = 'voided';
create index change_fee_receipts_refundable on change_fee_receipts (recorded_at desc, change_request_id) where refundable > 0;
create index fee_statements_refunds on fee_statements (created_at desc, id desc) where type = 'refund' and payment <> 'lump_sum';

create or replace view refundables as
with all_refundables as (
  select r.application_id::text || '/' || r.kind as id, 'overpaid' as reason,
         r.application_id, r.kind, q.guarantee_number, null::uuid as change_request_id, null::integer as revision,
         r.amount as paid, r.amount - r.refundable as fee,
         r.received_on, r.method, r.reference, r.recorded_at
    from fee_receipts r
    join guarantee_requests q on q.application_id = r.application_id and q.kind = r.kind
   where r.refundable > 0 and q.status <> 'voided'
  union all
  select r.application_id::text || '/' || r.kind, 'not_issued',
         r.application_id, r.kind, q.guarantee_number, null, null,
         r.amount, 0,
         r.received_on, r.method, r.reference, r.recorded_at
    from guarantee_requests q
    join fee_receipts r on r.application_id = q.application_id and r.kind = q.kind
   where q.status = 'voided'
  union all
  select r.change_request_id::text, 'overpaid',
         g.application_id, g.kind, g.guarantee_number, c.id, c.revision,
         r.amount, r.amount - r.refundable,
         r.received_on, r.method, r.reference, r.recorded_at
    from change_fee_receipts r
    join change_requests c on c.id = r.change_request_id
    join guarantees g on g.guarantee_number = c.guarantee_number
   where r.refundable > 0 and c.status <> 'voided'
  union all
  select r.change_request_id::text, 'not_issued',
         g.application_id, g.kind, g.guarantee_number, c.id, c.revision,
         r.amount, 0,
         r.received_on, r.method, r.reference, r.recorded_at
    from change_requests c
    join change_fee_receipts r on r.change_request_id = c.id
    join guarantees g on g.guarantee_number = c.guarantee_number
   where c.status = 'voided'
  union all
  select s.id::text, 'change',
         g.application_id, g.kind, g.guarantee_number, c.id, s.revision,
         (s.facts #>> '{before,fee,amount}')::bigint, (s.facts #>> '{after,fee,amount}')::bigint,
         null, null, null, s.created_at
    from fee_statements s
    join guarantees g on g.guarantee_number = s.guarantee_number
    join change_requests c on c.guarantee_number = s.guarantee_number and c.revision = s.revision
   where s.type = 'refund' and s.payment <> 'lump_sum'
)
select r.*, p.refunded
  from all_refundables r
 cross join lateral (
   select coalesce(sum(amount), 0)::bigint as refunded from refund_payments where refundable = r.id
 ) p
 where r.paid - r.fee > p.refunded;
