-- Which cases there are, for lists and for finding a case again; everything in it is read off the case's own events.
create table app.case_index (
  tenant_id       varchar     not null,
  case_id         uuid        not null,
  code_name       varchar     not null,
  stage           varchar     not null,
  flags           varchar[]   not null,
  urgency         varchar     not null,
  assignee        uuid,
  received_at     timestamptz not null,
  acknowledge_due timestamptz not null,
  next_due        timestamptz,
  moved_to        uuid,
  constraint pk_case_index primary key (tenant_id, case_id)
);
create index ix_case_index_case on app.case_index (case_id);
create index ix_case_index_received on app.case_index (tenant_id, received_at desc, case_id);
select mt.coc_protect('app.case_index');

-- The wall, as lists see it: who sees which case, and who is still asked.
create table app.case_seats (
  tenant_id varchar     not null,
  case_id   uuid        not null,
  seat      uuid        not null,
  request   uuid        not null,
  sees      boolean     not null,
  asked     boolean     not null,
  answered  boolean     not null,
  due       timestamptz not null,
  constraint pk_case_seats primary key (tenant_id, case_id, seat)
);
create index ix_case_seats_seat on app.case_seats (tenant_id, seat);
create index ix_case_seats_request on app.case_seats (tenant_id, request);
select mt.coc_protect('app.case_seats');

-- Ids that lead to a case: its reports, transfers, sanctions and persons.
create table app.case_things (
  tenant_id varchar not null,
  case_id   uuid    not null,
  kind      varchar not null,
  thing     uuid    not null,
  constraint pk_case_things primary key (tenant_id, kind, thing, case_id)
);
create index ix_case_things_thing on app.case_things (thing);
select mt.coc_protect('app.case_things');
