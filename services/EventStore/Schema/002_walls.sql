-- Who may do what with the log: tenants are walled by the database, stored events are never changed.
grant usage on schema mt to {service_role}, {daemon_role};

grant select, insert on mt.mt_streams to {service_role};
grant update (version, timestamp, is_archived) on mt.mt_streams to {service_role};
grant select, insert on mt.mt_events to {service_role};
grant usage, select on sequence mt.mt_events_sequence to {service_role};
grant select on mt.mt_streams, mt.mt_events to {daemon_role};
grant select on sequence mt.mt_events_sequence to {daemon_role};
grant select on mt.mt_event_progression, mt.mt_high_water_skips to {service_role};
grant select, insert, update on mt.mt_event_progression to {daemon_role};
grant select, insert on mt.mt_high_water_skips to {daemon_role};

-- One wall for every table with a tenant_id, the services' read tables included: select mt.coc_protect('app.case_list').
-- Nobody passes without a tenant, the owner included; the daemon reads all tenants but writes only the one it has set.
create function mt.coc_protect(walled regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format(
    'create policy coc_tenant on %s using (tenant_id = nullif(current_setting(''coc.tenant'', true), '''')) '
    'with check (tenant_id = nullif(current_setting(''coc.tenant'', true), ''''))', walled);
  execute format('create policy coc_daemon on %s for select to {daemon_role} using (true)', walled);
end
$$;
revoke all on function mt.coc_protect(regclass) from public;

select mt.coc_protect('mt.mt_streams');
select mt.coc_protect('mt.mt_events');

-- Only the tables' owner, which maintenance logs in as, may archive an event; every other change is refused.
create function mt.coc_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE'
     and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
     and (to_jsonb(new) - 'is_archived') = (to_jsonb(old) - 'is_archived') then
    return new;
  end if;
  raise exception using errcode = 'CC403', message = 'stored events are never changed';
end
$$;

create trigger coc_append_only before update or delete on mt.mt_events
  for each row execute function mt.coc_append_only();
create trigger coc_append_only_truncate before truncate on mt.mt_events
  for each statement execute function mt.coc_append_only();

-- Ends an append inside its one round trip. An error and not an empty result, because the statements behind it in the batch would still commit.
create function mt.coc_expect(met boolean, otherwise text) returns void language plpgsql as $$
begin
  if met is not true then
    raise exception using errcode = otherwise, message = 'expectation not met';
  end if;
end
$$;
revoke all on function mt.coc_expect(boolean, text) from public;
grant execute on function mt.coc_expect(boolean, text) to {service_role};

-- The services' read tables live in app; whoever creates one there protects it with coc_protect if it has a tenant.
create schema if not exists app;
grant usage on schema app to {service_role}, {daemon_role};
alter default privileges in schema app grant select, insert, update, delete on tables to {service_role}, {daemon_role};
alter default privileges in schema app grant usage, select on sequences to {service_role}, {daemon_role};
