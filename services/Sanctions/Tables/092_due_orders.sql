-- When an order is late. What nothing is waited for is due never, so that what is late, and a list in that order, is one index.
alter table app.orders add column due_at timestamptz not null default '9999-12-31 00:00:00+00', add column done_by uuid;
alter table app.orders alter column due_at drop default;
drop index app.ix_orders_tenant;
create index ix_orders_tenant on app.orders (tenant_id, due_at, issued_at desc, id);
alter table mt.mt_events no force row level security;
alter table app.orders no force row level security;
update app.orders o set due_at = (e.data ->> 'from')::timestamptz + interval '24 hours'
from mt.mt_events e where e.type = 'order_issued' and e.stream_id = o.id and o.state in ('open', 'claimed', 'failed', 'refused');
update app.orders o set done_by = (select (e.data ->> 'seat')::uuid from mt.mt_events e where e.type = 'order_done' and e.stream_id = o.id order by e.version desc limit 1)
where o.state = 'done';
alter table app.orders force row level security;
alter table mt.mt_events force row level security;
