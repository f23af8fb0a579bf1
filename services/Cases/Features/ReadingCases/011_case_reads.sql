-- Reads are recorded: who, which case, which part, why (role), when (R67). Nothing is ever changed in it.
create table app.case_reads (
  tenant_id varchar     not null,
  case_id   uuid        not null,
  id        uuid        not null,
  at        timestamptz not null,
  seat      uuid        not null,
  role      varchar     not null,
  part      varchar     not null,
  thing     uuid,
  constraint pk_case_reads primary key (tenant_id, case_id, id)
);
select mt.coc_protect('app.case_reads');
revoke update, delete on app.case_reads from {service_role}, {daemon_role};
