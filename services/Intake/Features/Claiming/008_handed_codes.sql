-- Codes that a panel hands on are all of one kind: numbered, and the newest counts. They lead to a room, or to the page of an affected person.
alter table app.room_claims add column kind varchar not null default 'room';
alter table app.room_claims drop constraint uq_room_claims_number;
alter table app.room_claims add constraint uq_room_claims_number unique (room_id, kind, number);
