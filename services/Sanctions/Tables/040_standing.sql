-- What a check reads: one row per body (or '*all:<foundation>'), account, source and space, with the instants between which it counts.
create table app.standing (
  tenant_id    varchar     not null,
  account_hash bytea       not null,
  source       uuid        not null,
  space        varchar     not null,
  level        int         not null,
  from_at      timestamptz not null,
  until_at     timestamptz,
  seats        uuid[]      not null default '{}',
  constraint pk_standing primary key (account_hash, tenant_id, source, space)
);
create index ix_standing_source on app.standing (source);
select mt.coc_protect('app.standing');
-- What a foundation decided for all its bodies counts in each of them, those that join later included.
create policy coc_everywhere on app.standing for select using (left(tenant_id, 5) = '*all:');
