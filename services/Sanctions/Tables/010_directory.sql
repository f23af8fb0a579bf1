-- What other services say of bodies, and who looks after which space. Bodies carry no tenant: everybody may know them.
create table app.bodies (
  slug       varchar not null,
  kind       varchar not null,
  handling   varchar not null,
  foundation varchar not null,
  parent     varchar,
  constraint pk_bodies primary key (slug)
);
create index ix_bodies_foundation on app.bodies (foundation);

create table app.spaces (
  tenant_id varchar not null,
  space     varchar not null,
  executors uuid[]  not null,
  constraint pk_spaces primary key (tenant_id, space)
);
create index ix_spaces_executors on app.spaces using gin (executors);
select mt.coc_protect('app.spaces');

create table app.api_keys (
  tenant_id varchar     not null,
  id        uuid        not null,
  key_hash  bytea       not null,
  name      varchar,
  made_by   uuid        not null,
  made_at   timestamptz not null,
  revoked   timestamptz,
  constraint pk_api_keys primary key (id)
);
create unique index ix_api_keys_hash on app.api_keys (tenant_id, key_hash);
select mt.coc_protect('app.api_keys');
