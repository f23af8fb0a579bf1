-- Body keys are wrapped by the service's master key, which is never in the database; data keys are wrapped by their body's key.
create table mt.coc_body_keys (
  tenant_id varchar     not null,
  key_id    uuid        not null,
  master    varchar     not null,
  wrapped   bytea       not null,
  created   timestamptz not null default now(),
  retired   timestamptz,
  constraint pk_coc_body_keys primary key (tenant_id, key_id)
);
create unique index ux_coc_body_keys_current on mt.coc_body_keys (tenant_id) where retired is null;

-- A destroyed key keeps its row without the key: a member under it reads as erased, and not as damaged.
create table mt.coc_keys (
  tenant_id   varchar     not null,
  key_id      uuid        not null,
  stream_id   uuid        not null,
  owner       varchar     not null,
  body_key_id uuid        not null,
  wrapped     bytea,
  created     timestamptz not null default now(),
  destroyed   timestamptz,
  constraint pk_coc_keys primary key (tenant_id, key_id),
  constraint fk_coc_keys_body_key foreign key (tenant_id, body_key_id) references mt.coc_body_keys (tenant_id, key_id),
  constraint ck_coc_keys_destroyed check ((wrapped is null) = (destroyed is not null))
);
create unique index ux_coc_keys_owner on mt.coc_keys (tenant_id, stream_id, owner) where destroyed is null;
create index ix_coc_keys_stream on mt.coc_keys (tenant_id, stream_id);

grant select, insert on mt.coc_body_keys, mt.coc_keys to {service_role};
grant update (wrapped, destroyed) on mt.coc_keys to {service_role};
grant select on mt.coc_body_keys, mt.coc_keys to {daemon_role};
select mt.coc_protect('mt.coc_body_keys');
select mt.coc_protect('mt.coc_keys');
