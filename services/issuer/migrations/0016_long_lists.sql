-- Lists of the head office and of branches at full size: the newest first, without a contractor to lead.
create index guarantees_newest on guarantees (created_at desc, guarantee_number desc) where issued_at is not null;
create index guarantees_on_paper on guarantees (created_at desc, guarantee_number desc)
  where form = 'paper' and issued_at is not null;
create index applications_newest on applications (created_at desc, id desc);
create index fee_receipts_newest on fee_receipts (recorded_at desc, (application_id::text || '/' || kind) desc);
create index change_fee_receipts_newest on change_fee_receipts (recorded_at desc, (change_request_id::text) desc);
create index fee_statements_newest on fee_statements (created_at desc, id desc);
