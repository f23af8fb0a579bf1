-- A renewed code opens what is new since then, for a while; the first code of a report has neither.
alter table app.codes add column since timestamptz, add column until timestamptz;
