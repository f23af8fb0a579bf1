-- Accounts are found by keyed hash; one account leads to one person, whoever names it first (the constraint decides between two at once).
create table app.person_accounts (
  hash   bytea not null,
  person uuid  not null,
  constraint pk_person_accounts primary key (hash)
);
create index ix_person_accounts_person on app.person_accounts (person);

create table app.code_names (
  tenant_id varchar not null,
  person    uuid    not null,
  code_name varchar not null,
  constraint pk_code_names primary key (tenant_id, person),
  constraint uq_code_names unique (tenant_id, code_name)
);
select mt.coc_protect('app.code_names');
