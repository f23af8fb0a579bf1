-- Where a case stands in its seat's list; null when it is not there. So a page of the list is read in its order, whatever else there is.
alter table app.case_seats add column listed_at timestamptz;
-- The wall stands before the owner too, but for this one statement over all tenants.
alter table app.case_seats no force row level security;
alter table app.case_index no force row level security;
update app.case_seats s set listed_at = i.received_at
from app.case_index i where i.tenant_id = s.tenant_id and i.case_id = s.case_id and s.sees and not s.hard and i.moved_to is null;
alter table app.case_seats force row level security;
alter table app.case_index force row level security;
create index ix_case_seats_listed on app.case_seats (tenant_id, seat, listed_at, case_id) where listed_at is not null;
create index ix_case_seats_hard on app.case_seats (tenant_id, seat, case_id) where hard;
drop index app.ix_case_index_received;
