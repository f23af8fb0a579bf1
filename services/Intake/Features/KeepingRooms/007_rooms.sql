-- Which code opens which room of an accused person: keyed hashes only. A one-time code is good while it is the newest of its room and nobody came in.
create table app.room_claims (
  claim     bytea   not null constraint pk_room_claims primary key,
  tenant_id varchar not null,
  room_id   uuid    not null,
  number    int     not null,
  constraint uq_room_claims_number unique (room_id, number)
);
select mt.coc_protect('app.room_claims');

create table app.room_codes (
  hash      bytea   not null constraint pk_room_codes primary key,
  tenant_id varchar not null,
  room_id   uuid    not null
);
select mt.coc_protect('app.room_codes');
