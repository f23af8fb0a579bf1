-- Counsel's door: which questions wait for the counsel of which body (the tenant here is counsel's, not the case's).
create table app.legal_requests (
  tenant_id varchar     not null,
  request   uuid        not null,
  body      varchar     not null,
  case_id   uuid        not null,
  due       timestamptz not null,
  answered  boolean     not null,
  constraint pk_legal_requests primary key (tenant_id, request)
);
select mt.coc_protect('app.legal_requests');
