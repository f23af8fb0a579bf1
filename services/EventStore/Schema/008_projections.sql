-- What stopped a projection, and how far a rebuild has come. Ids and codes only, hence no tenant wall.
create table mt.coc_projection_failures (
  name       varchar     not null,
  seq_id     bigint      not null,
  event_id   uuid        not null,
  event_type varchar     not null,
  reason     varchar     not null,
  failed_at  timestamptz not null,
  constraint pk_coc_projection_failures primary key (name)
);
create table mt.coc_projection_rebuilds (
  name    varchar     not null,
  seq_id  bigint      not null,
  target  bigint      not null,
  updated timestamptz not null default now(),
  constraint pk_coc_projection_rebuilds primary key (name)
);
grant select, insert, update, delete on mt.coc_projection_failures to {daemon_role};
grant select on mt.coc_projection_failures, mt.coc_projection_rebuilds to {service_role}, {daemon_role};
grant execute on function mt.coc_expect(boolean, text) to {daemon_role};

-- A table is rebuilt beside the one in use, in a schema where everything may already have its final name.
create schema coc_rebuild;

-- Makes the fresh tables: columns, defaults, identities, checks, keys, indexes, walls and grants as those in use have them.
create function mt.coc_rebuild_begin(tables regclass[]) returns void language plpgsql set search_path = pg_catalog as $$
declare
  t record;
  item record;
begin
  if exists (select from pg_constraint where contype = 'f' and confrelid = any (tables) and not conrelid = any (tables)) then
    raise exception 'a table outside the projection refers to one of its tables';
  end if;
  if exists (select from pg_trigger where tgrelid = any (tables) and not tgisinternal) then
    raise exception 'a table with triggers cannot be rebuilt';
  end if;

  for t in select c.*, nspname from pg_class c join pg_namespace n on n.oid = relnamespace where c.oid = any (tables) loop
    execute format('drop table if exists coc_rebuild.%I cascade', t.relname);
    execute format('create table coc_rebuild.%I (like %I.%I including all excluding indexes)', t.relname, t.nspname, t.relname);
    if t.reloptions is not null then
      execute format('alter table coc_rebuild.%I set (%s)', t.relname, array_to_string(t.reloptions, ', '));
    end if;
    for item in select conname, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = t.oid and contype in ('p', 'u', 'x') order by conname loop
      execute format('alter table coc_rebuild.%I add constraint %I %s', t.relname, item.conname, item.definition);
    end loop;
    for item in select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = t.oid
        and not exists (select from pg_constraint where conrelid = t.oid and conindid = indexrelid) loop
      execute replace(item.definition, format(' ON %I.%I ', t.nspname, t.relname), format(' ON coc_rebuild.%I ', t.relname));
    end loop;
    for item in select attname, pg_get_serial_sequence(format('%I.%I', t.nspname, t.relname), attname) as old,
        pg_get_serial_sequence(format('coc_rebuild.%I', t.relname), attname) as fresh
        from pg_attribute where attrelid = t.oid and attidentity <> '' loop
      if split_part(item.old, '.', 2) <> split_part(item.fresh, '.', 2) then
        execute format('alter sequence %s rename to %s', item.fresh, split_part(item.old, '.', 2));
      end if;
    end loop;

    if t.relrowsecurity then
      execute format('alter table coc_rebuild.%I enable row level security', t.relname);
    end if;
    if t.relforcerowsecurity then
      execute format('alter table coc_rebuild.%I force row level security', t.relname);
    end if;
    for item in select * from pg_policies where schemaname = t.nspname and tablename = t.relname loop
      execute format('create policy %I on coc_rebuild.%I as %s for %s to %s', item.policyname, t.relname, item.permissive, item.cmd,
          (select string_agg(case role when 'public' then role::text else quote_ident(role) end, ', ') from unnest(item.roles) role))
        || coalesce(' using (' || item.qual || ')', '') || coalesce(' with check (' || item.with_check || ')', '');
    end loop;

    for item in
      select privilege_type, is_grantable, '' as columns, grantee from aclexplode(t.relacl) where grantee <> t.relowner
      union all
      select a.privilege_type, a.is_grantable, format('(%I)', attname), a.grantee
      from pg_attribute, aclexplode(attacl) a where attrelid = t.oid and attacl is not null loop
      execute format('grant %s %s on coc_rebuild.%I to %s %s', item.privilege_type, item.columns, t.relname,
        case item.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(item.grantee)) end, case when item.is_grantable then 'with grant option' else '' end);
    end loop;
    if obj_description(t.oid) is not null then
      execute format('comment on table coc_rebuild.%I is %L', t.relname, obj_description(t.oid));
    end if;
  end loop;

  -- References last, when all tables are there; those between the projection's own tables stay between them.
  for item in select k.conname, c.relname, pg_get_constraintdef(k.oid) as definition, k.confrelid = any (tables) as own, format('%I.%I', nspname, r.relname) as referred, r.relname as target
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid join pg_namespace n on n.oid = r.relnamespace
      where k.contype = 'f' and k.conrelid = any (tables) loop
    execute format('alter table coc_rebuild.%I add constraint %I %s', item.relname, item.conname, case when item.own
      then replace(item.definition, format(' REFERENCES %s(', item.referred), format(' REFERENCES coc_rebuild.%I(', item.target)) else item.definition end);
  end loop;
end
$$;
revoke all on function mt.coc_rebuild_begin(regclass[]) from public;

-- Puts the fresh tables into the place of those in use. The caller holds the lock that keeps writers out.
create function mt.coc_rebuild_swap(tables regclass[]) returns void language plpgsql set search_path = pg_catalog as $$
declare
  swapped record;
  serials record;
begin
  create temporary table coc_swapped on commit drop as
    select nspname, relname from pg_class c join pg_namespace n on n.oid = relnamespace where c.oid = any (tables);
  create temporary table coc_serials on commit drop as
    select format('%I.%I', sn.nspname, s.relname) as sequence, format('%I.%I.%I', tn.nspname, t.relname, a.attname) as owner
    from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_namespace sn on sn.oid = s.relnamespace
    join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'a' and d.refobjid = any (tables);

  for serials in select * from coc_serials loop
    execute format('alter sequence %s owned by none', serials.sequence);
  end loop;
  execute format('drop table %s', (select string_agg(format('%I.%I', nspname, relname), ', ') from coc_swapped));
  for swapped in select * from coc_swapped loop
    execute format('alter table coc_rebuild.%I set schema %I', swapped.relname, swapped.nspname);
  end loop;
  for serials in select * from coc_serials loop
    execute format('alter sequence %s owned by %s', serials.sequence, serials.owner);
  end loop;
  drop table coc_swapped, coc_serials;
end
$$;
revoke all on function mt.coc_rebuild_swap(regclass[]) from public;
