-- What organisers asked about who comes to their event, and what they were told (R59): the lines that something was said of, by keyed hash; of all others their number.
create table app.attendee_checks (
  tenant_id  varchar     not null,
  id         uuid        not null,
  event      varchar     not null,
  asker      uuid        not null,
  account    uuid        not null,
  at         timestamptz not null,
  recorded   timestamptz not null,
  lines      int         not null,
  accounts   int         not null,
  unreadable int         not null,
  constraint pk_attendee_checks primary key (id)
);
create index ix_attendee_checks_account on app.attendee_checks (tenant_id, account, recorded);
select mt.coc_protect('app.attendee_checks');

create table app.attendee_answers (
  tenant_id    varchar not null,
  check_id     uuid    not null,
  line         int     not null,
  account_hash bytea   not null,
  standing     varchar not null,
  constraint pk_attendee_answers primary key (check_id, line)
);
select mt.coc_protect('app.attendee_answers');
revoke update, delete on app.attendee_checks from {service_role}, {daemon_role};
revoke update on app.attendee_answers from {service_role}, {daemon_role};
