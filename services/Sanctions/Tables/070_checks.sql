-- Who asked how often about whom: counts per asker and minute, accounts as keyed hashes only.
create table app.standing_checks (
  tenant_id    varchar     not null,
  asker        uuid        not null,
  minute       timestamptz not null,
  account_hash bytea       not null,
  checks       int         not null,
  constraint pk_standing_checks primary key (tenant_id, asker, minute, account_hash)
);
select mt.coc_protect('app.standing_checks');
