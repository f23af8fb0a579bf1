-- What is to be done at an instant of the domain's clock. Ids only, hence no tenant wall; a lease keeps two replicas apart.
create table app.due (
  kind   varchar     not null,
  id     uuid        not null,
  body   varchar     not null,
  at     timestamptz not null,
  leased timestamptz,
  constraint pk_due primary key (kind, id)
);
create index ix_due_at on app.due (at);
