-- What was delivered or given up goes some time after its last attempt (next_at stands still from then on).
create index webhook_deliveries_settled on webhook_deliveries (next_at) where state <> 'pending';

-- Since when a task could be done; next_at moves with each attempt. Null: asked for by a release that did not say.
alter table outbox add column due_at timestamptz;

-- What /metrics counts, a few rows among very many: what has not arrived, and changes that wait as issues do.
create index webhook_deliveries_not_delivered on webhook_deliveries (state) where state <> 'delivered';
create index change_requests_unfinished on change_requests (status) where status in ('issuing', 'held');
