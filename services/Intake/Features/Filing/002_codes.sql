-- Which report a private code opens: the keyed hash only, the code itself is nowhere.
create table app.codes (
  hash      bytea   not null,
  tenant_id varchar not null,
  report_id uuid    not null,
  constraint pk_codes primary key (hash)
);
select mt.coc_protect('app.codes');
