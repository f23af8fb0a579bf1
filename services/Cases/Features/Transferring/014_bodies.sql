-- The public directory as far as a case needs it: whom a case or a measure may go to. No tenant, because everybody may see it.
create table app.bodies (
  slug       varchar not null,
  kind       varchar not null,
  foundation varchar not null,
  parent     varchar,
  version    bigint  not null,
  constraint pk_bodies primary key (slug)
);
