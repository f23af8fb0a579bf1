-- The event register: slugs only; names and contacts are in the streams.
create table app.events (
  slug     text not null constraint pk_events primary key,
  producer text not null
);
