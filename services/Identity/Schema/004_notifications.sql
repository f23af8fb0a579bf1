-- What may wait for somebody, as messages told it, until the owner of the thing was asked for whom (decision 28). Ids and instants only.
create table app.awaited (
  kind    varchar     not null,
  thing   uuid        not null,
  service varchar     not null,
  body    varchar     not null,
  guard   uuid        not null,
  -- On the domain's clock; the next try on the system's.
  due     timestamptz not null,
  next    timestamptz not null,
  constraint pk_awaited primary key (kind, thing)
);
create index ix_awaited_due on app.awaited (due);

create table app.notification_wishes (
  account uuid  not null references app.accounts (id) on delete cascade,
  wishes  text  not null,
  constraint pk_notification_wishes primary key (account)
);
