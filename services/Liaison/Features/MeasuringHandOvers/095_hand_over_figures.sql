-- A report counts once, however often it was handed over; and what was shown of a half-year stands, whatever is learnt later, so that no two figures differ by a single report.
alter table app.hand_overs add column report uuid;
update app.hand_overs set report = thing;
alter table app.hand_overs alter column report set not null;
alter table app.hand_overs drop constraint pk_hand_overs;
alter table app.hand_overs add constraint pk_hand_overs primary key (thing, project, report);

create table app.hand_over_periods (
  foundation text        not null,
  since      timestamptz not null,
  frozen_at  timestamptz not null,
  constraint pk_hand_over_periods primary key (foundation, since)
);

create table app.hand_over_figures (
  foundation   text        not null,
  since        timestamptz not null,
  about        text        not null,
  received     int         not null,
  taken_up     int         not null,
  in_time      int         not null,
  median_hours double precision,
  constraint pk_hand_over_figures primary key (foundation, since, about)
);
