-- Mail that is to go out: ids and instants only. Addresses and words are looked up when it goes, by the service that holds them (decision 28).
create table app.mail_news (
  id        uuid        not null,
  recipient uuid        not null,
  template  varchar     not null,
  kind      varchar     not null,
  thing     uuid        not null,
  service   varchar,
  body      varchar,
  guard     uuid,
  urgent    boolean     not null,
  -- On the domain's clock; leases and retries below are on the system's.
  due       timestamptz not null,
  mail      uuid,
  settled   timestamptz,
  constraint pk_mail_news primary key (id)
);
create index ix_mail_news_due on app.mail_news (due) where mail is null and settled is null;
create index ix_mail_news_mail on app.mail_news (mail) where settled is null;

create table app.mails (
  id          uuid        not null,
  recipient   uuid        not null,
  template    varchar     not null,
  created     timestamptz not null,
  attempts    int         not null default 0,
  next        timestamptz not null,
  taken_until timestamptz,
  sent        timestamptz,
  refused     varchar,
  constraint pk_mails primary key (id)
);
create index ix_mails_open on app.mails (next) where sent is null and refused is null;
