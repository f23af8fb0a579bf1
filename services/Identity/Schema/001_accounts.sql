-- Accounts as ASP.NET Core Identity keeps them (its columns, our names).
create table app.accounts (
  id                  uuid        not null,
  email               text        not null,
  normalized_email    text        not null,
  email_confirmed     boolean     not null default false,
  name                text        not null,
  password_hash       text,
  security_stamp      text,
  concurrency_stamp   text,
  two_factor_enabled  boolean     not null default false,
  constraint pk_accounts primary key (id),
  constraint uq_accounts_email unique (normalized_email)
);

-- Authenticator keys and recovery codes.
create table app.account_tokens (
  account        uuid not null references app.accounts (id) on delete cascade,
  login_provider text not null,
  name           text not null,
  value          text,
  constraint pk_account_tokens primary key (account, login_provider, name)
);

-- Sign-ins tried since the last one that succeeded, by keyed hash of the address: an address without an account slows down like any other.
create table app.sign_in_attempts (
  address       bytea       not null,
  failures      int         not null,
  blocked_until timestamptz,
  tried         timestamptz not null,
  constraint pk_sign_in_attempts primary key (address)
);
create index ix_sign_in_attempts_tried on app.sign_in_attempts (tried);
