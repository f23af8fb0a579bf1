-- The vault: pieces of evidence as sealed blocks (decision 24). A piece that is not finished belongs to nobody: its sender went away, or is still sending.
create table app.evidence (
  tenant_id varchar     not null,
  evidence  uuid        not null,
  stream_id uuid        not null,
  key_id    uuid        not null,
  case_id   uuid,
  begun     timestamptz not null,
  finished  boolean     not null default false,
  -- Brought by a committee: false until its case is known to have taken it.
  held      boolean     not null,
  constraint pk_evidence primary key (evidence)
);
create index ix_evidence_stream on app.evidence (stream_id);
create index ix_evidence_open on app.evidence (begun) where not finished or not held;
select mt.coc_protect('app.evidence');

create table app.evidence_blocks (
  tenant_id varchar not null,
  evidence  uuid    not null,
  position  int     not null,
  sealed    bytea   not null,
  constraint pk_evidence_blocks primary key (evidence, position),
  constraint fk_evidence_blocks_evidence foreign key (evidence) references app.evidence (evidence) on delete cascade
);
-- What is encrypted does not compress: to try costs time for nothing.
alter table app.evidence_blocks alter column sealed set storage external;
select mt.coc_protect('app.evidence_blocks');
