-- The foundation's duty list (R23): the person as an id, the category as a code; both are gone once the notice is struck.
create table app.incident_notices (
  tenant_id text        not null,
  notice    uuid        not null,
  body      text        not null,
  reports   uuid[]      not null,
  person    uuid,
  category  text,
  at        timestamptz not null,
  state     text        not null,
  constraint pk_incident_notices primary key (tenant_id, notice)
);
select mt.coc_protect('app.incident_notices');

-- To whom a notice went: what strikes it later does not say so again.
create table app.incident_notice_readers (
  notice uuid not null constraint pk_incident_notice_readers primary key,
  reader text not null
);
