-- Signed heads: what a service says, under its signature, its log has come to. Ids, hashes and counts only; never changed afterwards.
create table mt.coc_heads (
  number bigint not null,
  head   jsonb  not null,
  constraint pk_coc_heads primary key (number)
);
create trigger coc_append_only before update or delete on mt.coc_heads for each row execute function mt.coc_append_only();
create trigger coc_append_only_truncate before truncate on mt.coc_heads for each statement execute function mt.coc_append_only();

-- The heads of all streams as the newest signed head attests them: what the next one goes on from, and how a verifier names the stream that
-- does not fit. In the order in which the root runs over them.
create table mt.coc_leaves (
  tenant_id varchar collate "C" not null,
  stream_id uuid    not null,
  version   bigint  not null,
  hash      varchar not null,
  constraint pk_coc_leaves primary key (tenant_id, stream_id)
);

grant select, insert on mt.coc_heads to {daemon_role};
grant select, insert, update on mt.coc_leaves to {daemon_role};
-- Of all tenants at once, so only the daemon sees or writes it; neither the service nor the owner has a policy.
alter table mt.coc_leaves enable row level security;
alter table mt.coc_leaves force row level security;
create policy coc_daemon on mt.coc_leaves to {daemon_role} using (true) with check (true);
