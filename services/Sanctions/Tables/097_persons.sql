-- Who is who since two persons were found to be one: each that was joined, and under whom it is found now. Accounts are all that moves; what was imposed keeps the name it was imposed under.
create table app.persons_joined (
  person uuid not null,
  root   uuid not null,
  constraint pk_persons_joined primary key (person)
);
create index ix_persons_joined_root on app.persons_joined (root);

alter table mt.mt_events no force row level security;
with recursive merged (person, into_person) as (
  select e.stream_id, (e.data ->> 'into')::uuid from mt.mt_events e where e.type = 'person_merged'
),
led (person, root, steps) as (
  select m.person, m.into_person, 1 from merged m
  union all
  select l.person, m.into_person, l.steps + 1 from led l join merged m on m.person = l.root where l.steps < 50
)
insert into app.persons_joined (person, root) select distinct on (l.person) l.person, l.root from led l where l.person <> l.root order by l.person, l.steps desc;
alter table mt.mt_events force row level security;
