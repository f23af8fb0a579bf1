-- Which tie of an account a hash is of: two soft ties make a hard one (R28), and a tie with a name and an account is one. What was kept before has one number until its owner writes it anew.
alter table app.tie_hashes add column tie integer not null default 0;
alter table app.tie_hashes drop constraint pk_tie_hashes;
alter table app.tie_hashes add constraint pk_tie_hashes primary key (account, hash, tie);
