-- A transfer as each of its two bodies sees it: ids and codes only. One row for the reader in either.
create table app.transfers (
  tenant_id  text        not null,
  transfer   uuid        not null,
  from_body  text        not null,
  to_body    text        not null,
  reports    uuid[]      not null,
  rule       text,
  code_name  text        not null,
  offered_at timestamptz not null,
  not_before timestamptz not null,
  answer_by  timestamptz not null,
  state      text        not null,
  constraint pk_transfers primary key (tenant_id, transfer)
);
select mt.coc_protect('app.transfers');
