-- One event may send a service several messages: which of them was handled, or the next one of another contract would pass one that failed.
-- Rows from before say nothing of it and count for every contract, as they did.
alter table mt.coc_inbox add column contract varchar;
