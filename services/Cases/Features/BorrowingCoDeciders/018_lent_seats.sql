-- Whose seat it is, where the foundation lent it for this one case (P1); null for the body's own.
alter table app.case_seats add column lent_by varchar;
create index ix_case_seats_lent on app.case_seats (seat, lent_by) where lent_by is not null;
