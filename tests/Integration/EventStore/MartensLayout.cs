namespace Coc.Integration.EventStore;

/// <summary>The tables as Marten makes them, read from the catalog: columns, order, types, defaults, keys, and nothing more.</summary>
public sealed class MartensLayout(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Columns() => (await fixture.Daemon.LinesAsync(
        """
        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not-null' else 'null' end,
          coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'mt'::regnamespace and c.relname like 'mt\_%' and c.relkind = 'r' order by c.relname, a.attnum
        """)).Select(line => line.TrimEnd()).ShouldBe(
        [
            "mt_event_progression name character varying not-null",
            "mt_event_progression last_seq_id bigint null",
            "mt_event_progression last_updated timestamp with time zone null transaction_timestamp()",
            "mt_events seq_id bigint not-null",
            "mt_events id uuid not-null",
            "mt_events stream_id uuid null",
            "mt_events version bigint not-null",
            "mt_events data jsonb not-null",
            "mt_events bdata bytea null",
            "mt_events type character varying(500) not-null",
            "mt_events timestamp timestamp with time zone not-null",
            "mt_events tenant_id character varying null '*DEFAULT*'::character varying",
            "mt_events mt_dotnet_type character varying null",
            "mt_events correlation_id character varying null",
            "mt_events causation_id character varying null",
            "mt_events headers jsonb null",
            "mt_events user_name character varying null",
            "mt_events is_archived boolean null false",
            "mt_high_water_skips ending_sequence bigint not-null",
            "mt_high_water_skips starting_sequence bigint not-null",
            "mt_high_water_skips timestamp timestamp with time zone null",
            "mt_streams tenant_id character varying not-null '*DEFAULT*'::character varying",
            "mt_streams id uuid not-null",
            "mt_streams type character varying null",
            "mt_streams version bigint null",
            "mt_streams timestamp timestamp with time zone not-null now()",
            "mt_streams created timestamp with time zone not-null now()",
            "mt_streams is_archived boolean null false",
        ]);

    [Fact]
    public async Task Indexes_and_keys()
    {
        (await fixture.Daemon.LinesAsync("select indexdef from pg_indexes where schemaname = 'mt' and tablename like 'mt\\_%' order by indexname")).ShouldBe(
        [
            "CREATE UNIQUE INDEX pk_mt_event_progression ON mt.mt_event_progression USING btree (name)",
            "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON mt.mt_events USING btree (tenant_id, stream_id, version)",
            "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON mt.mt_events USING btree (seq_id)",
            "CREATE UNIQUE INDEX pkey_mt_high_water_skips_ending_sequence ON mt.mt_high_water_skips USING btree (ending_sequence)",
            "CREATE UNIQUE INDEX pkey_mt_streams_tenant_id_id ON mt.mt_streams USING btree (tenant_id, id)",
        ]);
        (await fixture.Daemon.LinesAsync(
            "select conname, contype, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'mt'::regnamespace and conrelid::regclass::text like 'mt.mt\\_%' order by conname"))
            .ShouldBe(
            [
                "fkey_mt_events_stream_id_tenant_id f FOREIGN KEY (tenant_id, stream_id) REFERENCES mt.mt_streams(tenant_id, id)",
                "pk_mt_event_progression p PRIMARY KEY (name)",
                "pkey_mt_events_seq_id p PRIMARY KEY (seq_id)",
                "pkey_mt_high_water_skips_ending_sequence p PRIMARY KEY (ending_sequence)",
                "pkey_mt_streams_tenant_id_id p PRIMARY KEY (tenant_id, id)",
            ]);
    }

    [Fact]
    public async Task Nothing_else_bears_Martens_prefix_and_only_our_triggers_are_on_its_tables()
    {
        (await fixture.Daemon.LinesAsync(
            """
            select relkind::text, relname from pg_class where relnamespace = 'mt'::regnamespace and relname like 'mt\_%'
            union all select 'function', proname from pg_proc where pronamespace = 'mt'::regnamespace and proname like 'mt\_%'
            union all select 'type', typname from pg_type where typnamespace = 'mt'::regnamespace and typname like 'mt\_%' and typrelid = 0 order by 1, 2
            """)).ShouldBe(["r mt_event_progression", "r mt_events", "r mt_high_water_skips", "r mt_streams", "S mt_events_sequence"], ignoreOrder: true);
        (await fixture.Daemon.LinesAsync(
            """
            select tgrelid::regclass::text, tgname, tgtype from pg_trigger
            where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'mt'::regnamespace and relname like 'mt\_%') order by tgname
            """)).ShouldBe(["mt.mt_events coc_append_only 27", "mt.mt_events coc_append_only_truncate 34"]);
        (await fixture.Daemon.LinesAsync("select tablename, policyname, permissive, cmd from pg_policies where tablename like 'mt\\_%' order by 1, 2")).ShouldBe(
            ["mt_events coc_daemon PERMISSIVE SELECT", "mt_events coc_tenant PERMISSIVE ALL", "mt_streams coc_daemon PERMISSIVE SELECT", "mt_streams coc_tenant PERMISSIVE ALL"]);
    }

    [Fact]
    public async Task Row_security_is_forced_on_the_log() => (await fixture.Daemon.LinesAsync(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class where oid in ('mt.mt_events'::regclass, 'mt.mt_streams'::regclass) order by 1"))
        .ShouldBe(["mt_events True True", "mt_streams True True"]);

    [Fact]
    public async Task The_sequence_hands_out_one_number_at_a_time_and_belongs_to_its_column()
    {
        (await fixture.Daemon.LinesAsync("select data_type::text, start_value, increment_by, cycle, cache_size from pg_sequences where schemaname = 'mt'"))
            .ShouldBe(["bigint 1 1 False 1"]);
        (await fixture.Daemon.ScalarAsync<string>("select pg_get_serial_sequence('mt.mt_events', 'seq_id')")).ShouldBe("mt.mt_events_sequence");
    }
}
