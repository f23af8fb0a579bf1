-- How long what was routed, or handed over, for a project waited until somebody took it up: ids, slugs and instants, read in sums only (P23). A thing is a report or a transfer.
create table app.hand_overs (
  thing    uuid        not null,
  project  text        not null,
  handler  text        not null,
  since    timestamptz not null,
  due      timestamptz,
  taken_at timestamptz,
  constraint pk_hand_overs primary key (thing, project)
);
create index ix_hand_overs_project on app.hand_overs (project, since);
create index ix_hand_overs_handler on app.hand_overs (handler, since);
