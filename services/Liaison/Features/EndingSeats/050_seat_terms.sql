alter table app.seats add column term_end timestamptz;
create index ix_seats_term_end on app.seats (term_end) where not ended and term_end is not null;
