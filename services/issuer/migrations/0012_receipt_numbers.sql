-- 受付番号: drawn when an application is sent for the first time, and short enough to be told by telephone.
create sequence application_receipts;
alter table applications add column receipt_number text unique;
