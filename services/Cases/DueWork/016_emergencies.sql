-- Emergency measures whose case is not open yet (P9): ids, codes and instants only; a row is gone once its case holds the measure.
create table app.emergencies (
  measure      uuid        not null,
  report       uuid        not null,
  person       uuid        not null,
  kind         varchar     not null,
  spaces       varchar[]   not null,
  until_at     timestamptz not null,
  already_done boolean     not null,
  seat         uuid        not null,
  account      uuid        not null,
  taken_at     timestamptz not null,
  constraint pk_emergencies primary key (measure)
);
