-- The directory as lists and look-ups need it. No tenant: bodies and which seats exist are known to all services and, but for accounts, to the public.
-- Names, addresses, employers and accounts of people stay sealed in the streams.
create table app.bodies (
  slug       text    not null constraint pk_bodies primary key,
  kind       text    not null,
  handling   text    not null,
  foundation text    not null,
  parent     text,
  version    bigint  not null
);

create table app.seats (
  seat    uuid    not null constraint pk_seats primary key,
  body    text    not null references app.bodies (slug),
  account uuid    not null,
  role    text    not null,
  ended   boolean not null
);
create index ix_seats_account on app.seats (account);
