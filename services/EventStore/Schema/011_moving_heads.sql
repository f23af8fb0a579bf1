-- What an append behind a stream's head begins with, in one call: sets the tenant, moves the head, and ends the append when something is not as it was
-- thought. An error and not an empty result, because the statements behind it in the batch would still commit. It runs as who calls it, behind the wall.
--
-- The stored hash is compared too: a head remembered from before a restored backup has the right version and the wrong past. The ids are asked for only
-- when the caller does not know those of the last events: none of the last twenty may be among them. Keys after the head: an append and the destruction of
-- a key wait for each other on the stream's row. One key each, by its primary key; alive is what is selected and not a condition, or the server walks all
-- living keys of the tenant by their partial index.
create function mt.coc_move_head(
  tenant varchar, stream uuid, behind bigint, ahead bigint, at timestamptz, hash text, ids uuid[], keys uuid[]) returns void language plpgsql as $$
declare
  key uuid;
begin
  perform set_config('coc.tenant', tenant, true);
  update mt.mt_streams s set version = ahead, timestamp = at
  where s.tenant_id = tenant and s.id = stream and s.version = behind and s.is_archived is not true
    and (select e.headers ->> 'h' from mt.mt_events e where e.tenant_id = tenant and e.stream_id = stream and e.version = behind) is not distinct from hash;
  if not found then
    raise exception using errcode = 'CC409', message = 'expectation not met';
  end if;
  if cardinality(ids) > 0 then
    if exists (select from mt.mt_events e where e.tenant_id = tenant and e.stream_id = stream and e.version > behind - 20 and e.id = any (ids)) then
      raise exception using errcode = 'CC409', message = 'expectation not met';
    end if;
  end if;
  foreach key in array keys loop
    if (select k.destroyed is null and k.disabled is null from mt.coc_keys k where k.tenant_id = tenant and k.key_id = key) is not true then
      raise exception using errcode = 'CC410', message = 'expectation not met';
    end if;
  end loop;
end
$$;
revoke all on function mt.coc_move_head(varchar, uuid, bigint, bigint, timestamptz, text, uuid[], uuid[]) from public;
grant execute on function mt.coc_move_head(varchar, uuid, bigint, bigint, timestamptz, text, uuid[], uuid[]) to {service_role};
