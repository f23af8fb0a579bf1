-- When a measure comes up for review: for the list of what is due.
alter table app.sanctions add column review_due timestamptz;
create index ix_sanctions_review on app.sanctions (tenant_id, review_due) where review_due is not null;
