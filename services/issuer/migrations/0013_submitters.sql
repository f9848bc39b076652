-- Who sent a change last, as created or as mended: whoever wrote it does not approve it alone. Null: whoever created it.
alter table change_requests add column submitted_by text;
