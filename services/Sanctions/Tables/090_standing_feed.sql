-- The feed of what counts in a body (api.md, P19; decision 65): a row for each change of an account's standing there, numbered without a gap in the order of their commits. Whoever
-- writes holds the body's head until the commit, so that nobody sees a number before all smaller ones.
create table app.standing_heads (
  tenant_id varchar     not null,
  seq       bigint      not null,
  at        timestamptz not null,
  constraint pk_standing_heads primary key (tenant_id)
);
select mt.coc_protect('app.standing_heads');

-- about: the measures the row tells of, shown to nobody: what is overturned takes its rows with it.
create table app.standing_feed (
  tenant_id    varchar     not null,
  seq          bigint      not null,
  account_hash bytea       not null,
  about        uuid[]      not null,
  level        int         not null,
  until_at     timestamptz,
  cause        varchar     not null,
  at           timestamptz not null,
  ended_at     timestamptz,
  gone         boolean     not null default false,
  constraint pk_standing_feed primary key (tenant_id, seq)
);
create index ix_standing_feed_account on app.standing_feed (tenant_id, account_hash) where not gone;
create index ix_standing_feed_ended on app.standing_feed (tenant_id, ended_at) where ended_at is not null and not gone;
select mt.coc_protect('app.standing_feed');

-- What the feed told last of each account, and when the clock alone will change it.
create table app.standing_told (
  tenant_id    varchar     not null,
  account_hash bytea       not null,
  seq          bigint      not null,
  level        int         not null,
  until_at     timestamptz,
  next_at      timestamptz,
  constraint pk_standing_told primary key (tenant_id, account_hash)
);
create index ix_standing_told_next on app.standing_told (tenant_id, next_at) where next_at is not null;
select mt.coc_protect('app.standing_told');

-- The accounts' texts, each sealed under the key of the person it led to then; of use only as long as it leads there.
create table app.told_accounts (
  hash   bytea   not null,
  person uuid    not null,
  sealed varchar not null,
  constraint pk_told_accounts primary key (hash)
);

-- Who read how far.
create table app.standing_feed_reads (
  tenant_id varchar     not null,
  asker     uuid        not null,
  minute    timestamptz not null,
  from_seq  bigint      not null,
  to_seq    bigint      not null,
  reads     int         not null,
  constraint pk_standing_feed_reads primary key (tenant_id, asker, minute, from_seq)
);
select mt.coc_protect('app.standing_feed_reads');
revoke delete on app.standing_feed_reads from {service_role}, {daemon_role};

alter table app.standing add column adopted boolean not null default false;

-- Whose rows count in a body.
create function app.standing_scopes(body varchar) returns varchar[] language sql stable as $$
  select array[body] || coalesce((select array['*all:' || b.foundation, '*all:' || coalesce(b.parent, b.foundation)]::varchar[] from app.bodies b where b.slug = body), '{}')
$$;

-- Tells one account's standing in a body at an instant, when it is not what was told last. Under the head's lock only.
-- why: lifted, overturned, corrected; null when the clock alone did it, or the measure itself says what it is.
create function app.tell_standing(body varchar, scopes varchar[], account bytea, instant timestamptz, why varchar, measure uuid) returns void language plpgsql as $$
declare
  told     app.standing_told;
  top      record;
  ended    uuid;
  upcoming timestamptz;
  begun    boolean;
  struck   bigint := 0;
  n        bigint;
begin
  select * into told from app.standing_told t where t.tenant_id = body and t.account_hash = account;
  select s.level, s.until_at, s.source, s.adopted, s.from_at into top from app.standing s
   where s.account_hash = account and s.tenant_id = any (scopes) and s.level > 1 and s.from_at <= instant and (s.until_at is null or s.until_at > instant)
   order by s.level desc, s.until_at desc nulls first limit 1;
  select min(x.change) into upcoming from app.standing s cross join lateral (values (s.from_at), (s.until_at)) x (change)
   where s.account_hash = account and s.tenant_id = any (scopes) and s.level > 1 and x.change > instant and (s.until_at is null or s.until_at > s.from_at);

  if why in ('overturned', 'corrected') then
    -- At once, and nothing remains in the row (P19); whatever holds now is told anew behind it.
    update app.standing_feed f set gone = true, account_hash = '', about = '{}', ended_at = coalesce(f.ended_at, instant)
     where f.tenant_id = body and f.account_hash = account and measure = any (f.about) and f.cause not in ('overturned', 'corrected') and not f.gone;
    get diagnostics struck = row_count;
  end if;

  n := coalesce(told.seq, 0);
  if struck > 0 or coalesce(told.level, 0) <> coalesce(top.level, 0) or told.until_at is distinct from top.until_at then
    select s.source into ended from app.standing s
     where s.account_hash = account and s.tenant_id = any (scopes) and s.level > 1 and s.until_at = instant order by s.level desc limit 1;
    begun := top.level is not null and (
      coalesce(told.level, 0) = 0 or top.from_at = instant
      or (measure = top.source and not exists (select from app.standing_feed f where f.tenant_id = body and f.account_hash = account and measure = any (f.about))));
    update app.standing_feed f set ended_at = instant where f.tenant_id = body and f.seq = n and f.ended_at is null;
    update app.standing_heads h set seq = h.seq + 1 where h.tenant_id = body returning h.seq into n;
    insert into app.standing_feed (tenant_id, seq, account_hash, about, level, until_at, cause, at, ended_at)
    values (
      body, n, account, array_remove(array[top.source, measure, ended], null), coalesce(top.level, 0), top.until_at,
      case
        when why is not null then why
        when begun then case when top.adopted then 'adopted' else 'imposed' end
        when ended is not null then 'expired'
        else 'amended'
      end,
      instant, case when top.level is null then instant end);
  end if;

  if top.level is null and upcoming is null then
    delete from app.standing_told t where t.tenant_id = body and t.account_hash = account; -- nothing to come back to
  else
    insert into app.standing_told (tenant_id, account_hash, seq, level, until_at, next_at) values (body, account, n, coalesce(top.level, 0), top.until_at, upcoming)
    on conflict (tenant_id, account_hash) do update set seq = excluded.seq, level = excluded.level, until_at = excluded.until_at, next_at = excluded.next_at;
  end if;
end
$$;

-- What the clock did up to an instant, each change with its own; and what became too old to be told (P19). Under the head's lock only.
create function app.let_time_pass(body varchar, instant timestamptz, with_it boolean) returns void language plpgsql as $$
declare
  scopes varchar[] := app.standing_scopes(body);
  due    record;
begin
  while exists (select from app.standing_told t where t.tenant_id = body and (t.next_at < instant or (with_it and t.next_at = instant))) loop
    for due in
      select t.account_hash, t.next_at from app.standing_told t where t.tenant_id = body and (t.next_at < instant or (with_it and t.next_at = instant)) order by t.next_at, t.account_hash
    loop
      perform app.tell_standing(body, scopes, due.account_hash, due.next_at, null, null);
    end loop;
  end loop;

  update app.standing_feed f set gone = true, account_hash = '', about = '{}' where f.tenant_id = body and f.ended_at <= instant - interval '90 days' and not f.gone;
end
$$;

create function app.lock_standing(body varchar, instant timestamptz) returns timestamptz language sql as $$
  insert into app.standing_heads (tenant_id, seq, at) values (body, 0, instant)
  on conflict (tenant_id) do update set at = greatest(app.standing_heads.at, excluded.at) returning at
$$;

-- Before a body's feed is read: it is as of this instant, however late the due work is.
create function app.settle_standing(body varchar, instant timestamptz) returns void language plpgsql as $$
begin
  if exists (select from app.standing_told t where t.tenant_id = body and t.next_at <= instant)
     or exists (select from app.standing_feed f where f.tenant_id = body and f.ended_at <= instant - interval '90 days' and not f.gone) then
    perform app.let_time_pass(body, app.lock_standing(body, instant), true);
  end if;
end
$$;

create function app.tell_body(body varchar, accounts bytea[], why varchar, measure uuid, instant timestamptz) returns void language plpgsql as $$
declare
  moment  timestamptz := app.lock_standing(body, instant);
  scopes  varchar[] := app.standing_scopes(body);
  account bytea;
begin
  perform app.let_time_pass(body, moment, false);
  for account in select distinct a from unnest(accounts) a order by a loop
    perform app.tell_standing(body, scopes, account, moment, why, measure);
  end loop;
end
$$;

-- What follows from a change of app.standing, in its transaction and after everything else in it: in one body, or in all that a foundation or parent decides for. The list of those is read under a lock that a
-- body that joins takes too: one of the two sees the other.
create function app.tell_standings(scope varchar, accounts bytea[], why varchar, measure uuid, instant timestamptz) returns void language plpgsql as $$
declare
  body varchar;
begin
  if left(scope, 5) <> '*all:' then
    perform app.tell_body(scope, accounts, why, measure, instant);
    return;
  end if;

  perform from app.bodies b where b.slug = substr(scope, 6) for share;
  for body in select b.slug from app.bodies b where b.foundation = substr(scope, 6) or b.parent = substr(scope, 6) order by b.slug collate "C" loop
    perform set_config('coc.tenant', body, true);
    perform app.tell_body(body, accounts, why, measure, instant);
  end loop;
  perform set_config('coc.tenant', scope, true);
end
$$;

-- A body joined, or has another foundation or parent above it.
create function app.tell_joined(joined varchar, instant timestamptz) returns void language plpgsql as $$
begin
  perform from app.bodies b where b.slug in (select unnest(array[j.foundation, j.parent]) from app.bodies j where j.slug = joined) order by b.slug collate "C" for no key update;
  perform app.tell_body(
    joined,
    array(
      select s.account_hash from app.standing s where s.tenant_id = any (app.standing_scopes(joined)) and s.level > 1 and (s.until_at is null or s.until_at > instant)
      union select t.account_hash from app.standing_told t where t.tenant_id = joined),
    null, null, instant);
end
$$;

revoke all on function app.standing_scopes, app.tell_standing, app.let_time_pass, app.lock_standing, app.settle_standing, app.tell_body, app.tell_standings, app.tell_joined from public;
grant execute on function app.standing_scopes, app.tell_standing, app.let_time_pass, app.lock_standing, app.settle_standing, app.tell_body, app.tell_standings, app.tell_joined to {service_role};

-- What is in force already begins the feeds.
do $$
declare
  body varchar;
begin
  for body in select b.slug from app.bodies b order by b.slug collate "C" loop
    perform set_config('coc.tenant', body, true);
    perform app.tell_joined(body, now());
  end loop;
  perform set_config('coc.tenant', '', true);
end
$$;
