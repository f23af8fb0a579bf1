-- Marten's tables to the letter (design: the event store's page in docs). Nothing may be added to an mt_* table:
-- Marten drops columns, indexes and foreign keys that it does not know.
create table mt.mt_streams (
  tenant_id   varchar     not null default '*DEFAULT*',
  id          uuid        not null,
  type        varchar,
  version     bigint,
  timestamp   timestamptz not null default now(),
  created     timestamptz not null default now(),
  is_archived boolean     default false,
  constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);

-- Cache 1: a number is drawn only inside the transaction that uses it; the high-water mark rests on that.
create sequence mt.mt_events_sequence as bigint cache 1;

create table mt.mt_events (
  seq_id         bigint       not null,
  id             uuid         not null,
  stream_id      uuid,
  version        bigint       not null,
  data           jsonb        not null,
  bdata          bytea,
  type           varchar(500) not null,
  timestamp      timestamptz  not null,
  tenant_id      varchar      default '*DEFAULT*',
  mt_dotnet_type varchar,
  correlation_id varchar,
  causation_id   varchar,
  headers        jsonb,
  user_name      varchar,
  is_archived    boolean      default false,
  constraint pkey_mt_events_seq_id primary key (seq_id)
);

alter sequence mt.mt_events_sequence owned by mt.mt_events.seq_id;

create unique index pk_mt_events_stream_and_version on mt.mt_events using btree (tenant_id, stream_id, version);

alter table mt.mt_events add constraint fkey_mt_events_stream_id_tenant_id
  foreign key (tenant_id, stream_id) references mt.mt_streams (tenant_id, id);

create table mt.mt_event_progression (
  name         varchar     not null,
  last_seq_id  bigint,
  last_updated timestamptz default transaction_timestamp(),
  constraint pk_mt_event_progression primary key (name)
);

create table mt.mt_high_water_skips (
  ending_sequence   bigint not null,
  starting_sequence bigint not null,
  timestamp         timestamptz,
  constraint pkey_mt_high_water_skips_ending_sequence primary key (ending_sequence)
);
