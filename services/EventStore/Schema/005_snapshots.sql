-- A cache: states as a reader folded them. Deleting rows here, or all of them, changes no answer.
create table mt.coc_snapshots (
  tenant_id   varchar     not null,
  stream_id   uuid        not null,
  name        varchar     not null,
  version     bigint      not null,
  body_key_id uuid        not null,
  state       bytea       not null,
  taken       timestamptz not null default now(),
  constraint pk_coc_snapshots primary key (tenant_id, stream_id, name)
);
grant select, insert, update, delete on mt.coc_snapshots to {service_role};
select mt.coc_protect('mt.coc_snapshots');
