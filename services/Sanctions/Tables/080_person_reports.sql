-- Which reports name a person: somebody of whom no violation was found is let go when none of these needs them any more.
create table app.person_reports (
  person uuid not null,
  report uuid not null,
  constraint pk_person_reports primary key (person, report)
);
alter table mt.mt_events no force row level security;
insert into app.person_reports (person, report)
select distinct (s.subject ->> 'person')::uuid, (e.data ->> 'report')::uuid
from mt.mt_events e cross join lateral jsonb_array_elements(e.data -> 'subjects') s (subject)
where e.type = 'report_subjects_identified';
alter table mt.mt_events force row level security;
