-- A session lives as long as its refresh tokens are used in time, each once; a token used twice ends it.
create table app.sessions (
  id        uuid        not null,
  account   uuid        not null references app.accounts (id) on delete cascade,
  created   timestamptz not null,
  renewed   timestamptz not null,
  revoked   timestamptz,
  constraint pk_sessions primary key (id)
);
create index ix_sessions_renewed on app.sessions (renewed) where revoked is null;

create table app.refresh_tokens (
  hash    bytea       not null,
  session uuid        not null references app.sessions (id) on delete cascade,
  expires timestamptz not null,
  used    timestamptz,
  constraint pk_refresh_tokens primary key (hash)
);
create index ix_refresh_tokens_session on app.refresh_tokens (session);

create table app.memberships (
  seat        uuid    not null,
  account     uuid    not null,
  body        text    not null,
  role        text    not null,
  chair       boolean not null,
  appointment text    not null,
  position    int     not null,
  term_end    timestamptz,
  constraint pk_memberships primary key (seat)
);
create index ix_memberships_account on app.memberships (account);

-- Counts every change of sessions and memberships; gateways wait for it to move.
create table app.access_version (
  id      int    not null,
  version bigint not null,
  constraint pk_access_version primary key (id)
);
insert into app.access_version (id, version) values (1, 1);

create function app.tell_access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('coc_access', new.version::text);
  return null;
end
$$;
create trigger access_changed after update on app.access_version for each row execute function app.tell_access_changed();
