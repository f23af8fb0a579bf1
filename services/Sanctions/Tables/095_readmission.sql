-- By when who asks to come back is to be answered (R52): for the list of what waits, and of what is late.
alter table app.sanctions add column answer_due timestamptz;
create index ix_sanctions_answer on app.sanctions (tenant_id, answer_due) where answer_due is not null;
