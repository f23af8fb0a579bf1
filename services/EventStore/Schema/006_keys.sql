-- Keys change while services run. A retired master key wraps nothing any more, whatever a process that still has it believes:
-- that process is told so, and reads its keys again.
create table mt.coc_masters (
  fingerprint varchar not null,
  retired     timestamptz,
  constraint pk_coc_masters primary key (fingerprint)
);
grant select on mt.coc_masters to {service_role}, {daemon_role};

create function mt.coc_master_in_use() returns trigger language plpgsql as $$
begin
  if exists (select from mt.coc_masters where fingerprint = new.master and retired is not null) then
    raise exception using errcode = 'CC411', message = 'this master key is retired';
  end if;
  return new;
end
$$;
create trigger coc_master_in_use before insert or update of master on mt.coc_body_keys
  for each row execute function mt.coc_master_in_use();

-- A disabled key opens nothing and seals nothing, and can be enabled again until it is destroyed.
alter table mt.coc_keys add column disabled timestamptz;
grant update (disabled) on mt.coc_keys to {service_role};

-- A row's former version still holds the wrapped key until it is vacuumed: not to wait for a fifth of the table to change.
alter table mt.coc_keys set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);
