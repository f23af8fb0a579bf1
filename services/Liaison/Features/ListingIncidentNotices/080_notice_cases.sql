-- The case a notice is about: its committee may find out people whom no report names, and they are walled too. Null in notices from before; there the reports lead to it.
alter table app.incident_notices add column case_id uuid;
