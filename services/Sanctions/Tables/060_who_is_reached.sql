-- Which sanctions a newly confirmed account or a newly registered space has to catch up with.
create index ix_sanctions_person on app.sanctions (person);
create index ix_sanctions_bodies on app.sanctions using gin (bodies) where state = 'active';
