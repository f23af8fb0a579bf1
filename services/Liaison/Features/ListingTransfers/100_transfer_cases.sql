-- The case that was offered: a notice of it is walled like it once it is here (P7). Null in rows from before, until they are written anew; there the reports lead to it.
alter table app.transfers add column case_id uuid;
