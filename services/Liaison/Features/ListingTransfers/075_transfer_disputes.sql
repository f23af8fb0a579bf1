-- What a reminder and a dispute add; the arbiter of a dispute has a row of its own.
alter table app.transfers
  add column reminded_at timestamptz,
  add column arbiter     text,
  add column because     text,
  add column reason      text,
  add column settle_by   timestamptz;
