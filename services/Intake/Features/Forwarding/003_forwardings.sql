-- Reports brought by a seat: which report a reference and a claim code mean. A claim code works once.
create table app.forwardings (
  tenant_id  varchar not null,
  forwarding uuid    not null constraint pk_forwardings primary key,
  seat       uuid    not null,
  report_id  uuid    not null,
  claim      bytea   not null constraint uq_forwardings_claim unique
);
create index ix_forwardings_seat on app.forwardings (seat);
select mt.coc_protect('app.forwardings');

create table app.claims_used (
  tenant_id varchar not null,
  claim     bytea   not null constraint pk_claims_used primary key
);
select mt.coc_protect('app.claims_used');
