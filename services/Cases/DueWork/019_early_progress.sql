-- What became of an emergency measure before its case was open (P9): ids, codes and counts only; a row is gone once a case has heard it.
create table app.early_progress (
  measure     uuid    not null,
  state       varchar not null,
  open_orders integer not null,
  seen        bigint  not null,
  constraint pk_early_progress primary key (measure)
);
