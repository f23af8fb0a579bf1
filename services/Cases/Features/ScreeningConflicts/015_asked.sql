-- The newest request comes first; and one hard seat hides the case from all seats of its holder.
alter table app.case_seats add column asked_at timestamptz;
alter table app.case_seats add column hard boolean not null default false;
