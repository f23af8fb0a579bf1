-- A body whose cases its foundation handles has no seats of its own: nobody there could take a case.
alter table app.bodies add column handling varchar not null default 'own';
