-- One request id over both services: a task remembers the request that asked for it, and D-Sure is called under that id.
alter table outbox add column request_id text;

-- What /metrics and `admin status` count: a few rows among very many.
create index guarantee_requests_unfinished on guarantee_requests (status) where status in ('issuing', 'held');
create index outbox_dead on outbox (dead_at) where dead_at is not null;
