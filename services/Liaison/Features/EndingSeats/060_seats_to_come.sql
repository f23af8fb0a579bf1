-- A seat decided for later: when its term begins, the keeper of terms puts it in force and empties this.
alter table app.seats add column begins timestamptz;
create index ix_seats_begins on app.seats (begins) where not ended and begins is not null;
