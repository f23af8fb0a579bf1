-- The trail: one row a recorded step, and one row for every thing a step ties together. Ids, codes and instants only.
create table app.step (
  tenant_id      text not null default '*trail*',
  id             uuid not null,
  stream_id      uuid not null,
  version        bigint not null,
  what           text not null,
  thing          text not null,
  thing_id       uuid not null,
  case_id        uuid,
  report_id      uuid,
  incident       uuid,
  links          uuid[] not null,
  body           text not null,
  code_name      text,
  at             timestamptz not null,
  actor          text,
  seat           uuid,
  role           text,
  causation      uuid,
  rule           text,
  policy_version integer,
  outcome        text,
  hash           text,
  constraint pk_step primary key (id)
);

create table app.tie (
  tenant_id text not null default '*trail*',
  thing     uuid not null,
  step      uuid not null references app.step (id),
  constraint pk_tie primary key (thing, step)
);

create index ix_tie_step on app.tie (step);

alter table app.step enable row level security;
alter table app.step force row level security;
create policy tenant on app.step using (tenant_id = nullif(current_setting('coc.tenant', true), ''));
create policy daemon on app.step for select to {daemon_role} using (true);

alter table app.tie enable row level security;
alter table app.tie force row level security;
create policy tenant on app.tie using (tenant_id = nullif(current_setting('coc.tenant', true), ''));
create policy daemon on app.tie for select to {daemon_role} using (true);

-- A recorded step stays as it is.
revoke update, delete on app.step, app.tie from {service_role}, {daemon_role};
