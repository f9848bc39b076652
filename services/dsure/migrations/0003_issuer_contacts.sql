-- Whom a key holder may ask: the company, then its branches, in the order in which they are shown. Chosen by the prefix of a
-- number alone, so that showing them tells nothing of any guarantee.
alter table issuers add column contacts jsonb not null default '[]' check (jsonb_typeof(contacts) = 'array');
