-- Where a thing is (its tenant) and what lists need of it; everything else is in its stream.
create table app.sanctions (
  tenant_id   varchar     not null,
  id          uuid        not null,
  person      uuid        not null,
  type        varchar     not null,
  state       varchar     not null,
  basis       varchar     not null,
  case_id     uuid        not null,
  case_body   varchar     not null,
  notice      uuid,
  all_bodies  boolean     not null,
  bodies      varchar[]   not null,
  imposed_at  timestamptz not null,
  constraint pk_sanctions primary key (id)
);
create index ix_sanctions_tenant on app.sanctions (tenant_id, imposed_at desc, id);
create index ix_sanctions_case on app.sanctions (case_id, person);
select mt.coc_protect('app.sanctions');

create table app.notices (
  tenant_id  varchar     not null,
  id         uuid        not null,
  sanction   uuid        not null,
  issuer     varchar     not null,
  case_id    uuid        not null,
  state      varchar     not null,
  hard       uuid[]      not null,
  offered_at timestamptz not null,
  constraint pk_notices primary key (id)
);
create index ix_notices_tenant on app.notices (tenant_id, state, offered_at desc, id);
select mt.coc_protect('app.notices');

create table app.orders (
  tenant_id     varchar     not null,
  id            uuid        not null,
  sanction      uuid        not null,
  sanction_body varchar     not null,
  space         varchar     not null,
  state         varchar     not null,
  issued_at     timestamptz not null,
  constraint pk_orders primary key (id)
);
create index ix_orders_tenant on app.orders (tenant_id, issued_at desc, id);
create index ix_orders_sanction on app.orders (sanction);
create index ix_orders_open on app.orders (tenant_id, space) where state in ('open', 'claimed', 'failed', 'refused');
select mt.coc_protect('app.orders');
