-- Signed heads of every service, countersigned when they came. No body's: hashes and counts only. Two of one number are both kept: they are
-- the evidence that a log was set back.
create table app.head (
  service          text        not null,
  number           bigint      not null,
  hash             text        not null,
  head             jsonb       not null,
  received         timestamptz not null,
  key              text        not null,
  countersignature text        not null,
  constraint pk_head primary key (service, number, hash)
);

revoke update, delete on app.head from {service_role}, {daemon_role};
create trigger coc_append_only before update or delete on app.head for each row execute function mt.coc_append_only();
create trigger coc_append_only_truncate before truncate on app.head for each statement execute function mt.coc_append_only();
