create table app.invitations (
  id      uuid        not null,
  seat    uuid        not null,
  account uuid        not null references app.accounts (id) on delete cascade,
  hash    bytea       not null,
  expires timestamptz not null,
  used    timestamptz,
  constraint pk_invitations primary key (id),
  constraint uq_invitations_hash unique (hash)
);
create index ix_invitations_seat on app.invitations (seat);

-- What somebody is close to is nobody's to read: sealed for its owner, matched by keyed hashes.
create table app.ties (
  account uuid  not null references app.accounts (id) on delete cascade,
  sealed  bytea not null,
  constraint pk_ties primary key (account)
);
create table app.tie_hashes (
  account uuid    not null references app.accounts (id) on delete cascade,
  hash    bytea   not null,
  hard    boolean not null,
  constraint pk_tie_hashes primary key (account, hash)
);
create index ix_tie_hashes_hash on app.tie_hashes (hash);
