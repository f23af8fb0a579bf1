-- To which spaces' bots orders are sent; where and with what secret is sealed in the stream.
create table app.webhooks (
  tenant_id   varchar     not null,
  id          uuid        not null,
  space       varchar     not null,
  state       varchar     not null,
  proposed_at timestamptz not null,
  constraint pk_webhooks primary key (id)
);
create index ix_webhooks_tenant on app.webhooks (tenant_id, space);
select mt.coc_protect('app.webhooks');

-- What is to be sent, written with the event it tells of; its id is the message's own, however often it goes. By the system's clock.
create table app.webhook_deliveries (
  tenant_id varchar     not null,
  id        uuid        not null,
  number    bigint      generated always as identity,
  webhook   uuid        not null,
  order_id  uuid        not null,
  kind      varchar     not null,
  state     varchar     not null default 'waiting',
  attempts  int         not null default 0,
  created   timestamptz not null,
  next_at   timestamptz not null,
  leased    timestamptz,
  constraint pk_webhook_deliveries primary key (id)
);
create index ix_webhook_deliveries_waiting on app.webhook_deliveries (next_at) where state = 'waiting';
create index ix_webhook_deliveries_order on app.webhook_deliveries (webhook, order_id, number);
create index ix_webhook_deliveries_log on app.webhook_deliveries (webhook, number desc);
select mt.coc_protect('app.webhook_deliveries');

-- When it went and how it was answered: a code, never what anybody wrote.
create table app.webhook_attempts (
  tenant_id varchar     not null,
  number    bigint      generated always as identity,
  delivery  uuid        not null,
  at        timestamptz not null,
  status    int,
  error     varchar,
  constraint pk_webhook_attempts primary key (number)
);
create index ix_webhook_attempts_delivery on app.webhook_attempts (delivery, number);
select mt.coc_protect('app.webhook_attempts');

-- Receivers that take nothing at present; gone with the first message they take.
create table app.webhook_troubles (
  tenant_id  varchar     not null,
  webhook    uuid        not null,
  since      timestamptz not null,
  failures   int         not null,
  not_before timestamptz not null,
  constraint pk_webhook_troubles primary key (webhook)
);
select mt.coc_protect('app.webhook_troubles');

-- Ids of reports that came back, as hashes: each counts once.
create table app.webhook_reports (
  tenant_id varchar     not null,
  webhook   uuid        not null,
  id_hash   bytea       not null,
  at        timestamptz not null,
  constraint pk_webhook_reports primary key (webhook, id_hash)
);
select mt.coc_protect('app.webhook_reports');
