-- What makes a message or a request count once, and what a message waits for. No tenant: these rows hold ids and hashes only,
-- except coc_waiting.body, which is a message as it travelled (no text, no names), and coc_idempotency.answer, which its service encrypts if need be.
create table mt.coc_inbox (
  consumer   varchar     not null,
  message_id uuid        not null,
  stream_id  uuid,
  version    bigint,
  handled_at timestamptz not null,
  constraint pk_coc_inbox primary key (consumer, message_id)
);
create index ix_coc_inbox_stream on mt.coc_inbox (consumer, stream_id, version);

create table mt.coc_waiting (
  consumer      varchar     not null,
  message_id    uuid        not null,
  stream_id     uuid        not null,
  needs_version bigint      not null,
  contract      varchar     not null,
  body          jsonb       not null,
  headers       jsonb,
  since         timestamptz not null,
  constraint pk_coc_waiting primary key (consumer, message_id)
);
create index ix_coc_waiting_stream on mt.coc_waiting (consumer, stream_id, needs_version);

create table mt.coc_idempotency (
  scope     bytea       not null,
  key_hash  bytea       not null,
  body_hash bytea       not null,
  status    int         not null,
  answer    bytea,
  etag      varchar,
  created   timestamptz not null,
  constraint pk_coc_idempotency primary key (scope, key_hash)
);
create index ix_coc_idempotency_created on mt.coc_idempotency (created);

create table mt.coc_clock (
  id        int    not null,
  offset_ms bigint not null,
  constraint pk_coc_clock primary key (id)
);

grant select, insert, update, delete on mt.coc_inbox, mt.coc_waiting to {service_role}, {daemon_role};
grant select, insert, update, delete on mt.coc_idempotency to {service_role};
grant select, insert, update on mt.coc_clock to {service_role}, {daemon_role};
