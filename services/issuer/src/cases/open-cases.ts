import { openGuaranteeRequestStates } from '@e-surety/domain';
import { sql } from 'drizzle-orm';

/** Nobody of the issuer has answered what the contractor wrote last. */
const awaitsReply = sql`coalesce(
  (select m.sent_by = 'contractor' from messages m where m.application_id = a.id order by m.id desc limit 1), false)`;

const open = sql.param(openGuaranteeRequestStates);

/** 案件: guarantees that are asked for and changes of issued ones, side by side, as far as they are sent and not at an end. */
export const openCases = sql`
  select q.application_id || '/' || q.kind as id, 'guarantee' as type, q.status, q.application_id, q.kind, q.form,
    q.guarantee_number, null::uuid as change_id, null as change_type,
    a.contractor_id, c.name as contractor_name, w.orderer, o.name as orderer_name, w.facts ->> 'name' as works_name,
    a.branch, (q.asked ->> 'amount')::bigint as amount, a.underwriter, q.referred_by, n.pay_by::text as pay_by,
    q.message, a.receipt_number, a.submitted_at, ${awaitsReply} as awaits_reply
  from guarantee_requests q
  join applications a on a.id = q.application_id
  join works w on w.id = a.works_id
  join contractors c on c.id = a.contractor_id
  join orderers o on o.code = w.orderer
  left join fee_notices n on n.application_id = q.application_id and n.kind = q.kind and q.status = 'fee_due'
  where q.status = any(${open}) and a.submitted_at is not null
  union all
  select h.id::text, 'change', h.status, g.application_id, g.kind, g.form,
    g.guarantee_number, h.id, h.asked ->> 'type',
    g.contractor_id, c.name, g.orderer, o.name, r.certificate -> 'works' ->> 'name',
    a.branch, coalesce((h.asked ->> 'newAmount')::bigint, (r.certificate ->> 'amount')::bigint),
    h.underwriter, h.referred_by, n.pay_by::text, h.message, a.receipt_number, h.created_at, ${awaitsReply}
  from change_requests h
  join guarantees g on g.guarantee_number = h.guarantee_number
  join revisions r on r.guarantee_number = g.guarantee_number and r.revision = g.revision
  join applications a on a.id = g.application_id
  join contractors c on c.id = g.contractor_id
  join orderers o on o.code = g.orderer
  left join change_fee_notices n on n.change_request_id = h.id and h.status = 'fee_due'
  where h.status = any(${open})`;
