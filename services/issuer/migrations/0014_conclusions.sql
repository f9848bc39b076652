-- The day on which a revision was concluded: its fee belongs to the month of that day, however long before its number was drawn.
-- Null: not concluded yet, or by a release that did not know of it.
alter table fee_statements add column concluded_on date;
update fee_statements s
   set concluded_on = (case s.revision when 0 then g.issued_at else s.created_at end at time zone 'Asia/Tokyo')::date
  from guarantees g
 where g.guarantee_number = s.guarantee_number and g.issued_at is not null;
create index fee_statements_of_month_concluded on fee_statements (coalesce(concluded_on, issued_on), payment);
