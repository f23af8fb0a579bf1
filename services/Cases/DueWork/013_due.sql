-- What time alone brings, on the domain's clock; the lease is on the system's.
create table app.due (
  tenant_id   varchar     not null,
  case_id     uuid        not null,
  kind        varchar     not null,
  thing       uuid        not null,
  at          timestamptz not null,
  taken_until timestamptz,
  constraint pk_due primary key (tenant_id, case_id, kind, thing)
);
create index ix_due_at on app.due (at);
select mt.coc_protect('app.due');
create policy due_daemon on app.due for update to {daemon_role} using (true) with check (true);
