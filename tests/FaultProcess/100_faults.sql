-- What commits with an append: a row for each attempt, and how many events each stream got, counted one append after the other.
create table app.attempts (tenant_id varchar not null, id uuid not null, events int not null, constraint pk_attempts primary key (tenant_id, id));
create table app.totals (tenant_id varchar not null, stream_id uuid not null, events bigint not null, constraint pk_totals primary key (tenant_id, stream_id));
-- The daemon's.
create table app.counts (
  tenant_id varchar not null, stream_id uuid not null, events bigint not null, version bigint not null, in_order boolean not null,
  constraint pk_counts primary key (tenant_id, stream_id));
select mt.coc_protect('app.attempts');
select mt.coc_protect('app.counts');
select mt.coc_protect('app.totals');
