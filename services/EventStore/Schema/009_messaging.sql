-- What an operator decided will never be handled: ids, codes and the operator's reason. Rows are kept.
create table mt.coc_discarded (
  consumer     varchar     not null,
  message_id   uuid        not null,
  contract     varchar     not null,
  event_id     uuid,
  kind         varchar     not null,
  reason       varchar     not null,
  discarded_at timestamptz not null,
  constraint pk_coc_discarded primary key (consumer, message_id)
);
grant select, insert on mt.coc_discarded to {service_role};
