-- Works over time: what is guaranteed of the same works counts together, and they may lie in several fiscal years.
create index applications_of_works on applications (works_id);
update works set facts = facts || '{"fiscalYears": null}' where not facts ? 'fiscalYears';
