-- The public directory as far as a report needs it; no tenant, because everybody may see it. Kept up by BodyListed and EventListed.
create table app.bodies (
  slug    varchar not null,
  kind    varchar not null,
  version bigint  not null,
  constraint pk_bodies primary key (slug)
);
create table app.events (
  slug varchar not null,
  constraint pk_events primary key (slug)
);
