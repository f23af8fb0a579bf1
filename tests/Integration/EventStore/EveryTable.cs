using System.Reflection;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Platform.Maintenance;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>Every table of every service, as the catalog lists them: one that is new is behind the wall on arrival, or named here.</summary>
public sealed class EveryTable(PostgresServer server)
{
    private const string Tables =
        """
        select format('%I.%I', n.nspname, c.relname), exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1
        """;

    // One row of project-a in every walled table, whatever it refers to.
    private const string Fill =
        """
        do $$
        declare
          walled record;
          bound record;
          names text;
          given text;
        begin
          for bound in
            select conrelid::regclass as on_table, conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
            where n.nspname in ('mt', 'app') and contype in ('f', 'c') and conparentid = 0
          loop
            execute format('alter table %s drop constraint %I', bound.on_table, bound.conname);
          end loop;
          for walled in
            select c.oid, c.relforcerowsecurity as forced from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and not c.relispartition
          loop
            select string_agg(quote_ident(a.attname), ', '), string_agg(case
                when a.attname = 'tenant_id' then quote_literal('project-a')
                when t.typname = 'uuid' then 'gen_random_uuid()'
                when t.typname = 'bytea' then quote_literal('\x00')
                when t.typname in ('json', 'jsonb') then quote_literal('{}')
                when t.typcategory = 'A' then quote_literal('{}')
                when t.typcategory = 'N' then '1'
                when t.typcategory = 'D' then 'now()'
                when t.typcategory = 'B' then 'true'
                else quote_literal('x') end, ', ')
            into names, given
            from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid = walled.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
              and (a.attname = 'tenant_id' or a.attnotnull);
            execute format('alter table %s no force row level security', walled.oid::regclass);
            execute format('insert into %s (%s) values (%s)', walled.oid::regclass, names, given);
            if walled.forced then
              execute format('alter table %s force row level security', walled.oid::regclass);
            end if;
          end loop;
        end
        $$
        """;

    // {0}: a table, {1}: the role that tries
    private static readonly string[] Attempts =
    [
        "alter table {0} disable row level security", "alter table {0} no force row level security", "alter table {0} owner to {1}", "alter table {0} disable trigger all",
        "alter table {0} add column own int", "create policy own on {0} using (true)", "create index own on {0} ((1))", "truncate {0}", "truncate {0} cascade", "drop table {0}",
        "drop table {0} cascade", "alter table {0} rename to own",
    ];

    // Positions, ids, hashes, fingerprints; a message on its way, which holds no more than the bus saw.
    private static readonly string[] OfTheStore =
    [
        "mt.coc_clock", "mt.coc_discarded", "mt.coc_heads", "mt.coc_idempotency", "mt.coc_inbox", "mt.coc_masters", "mt.coc_migrations", "mt.coc_projection_failures", "mt.coc_projection_rebuilds",
        "mt.coc_waiting", "mt.mt_event_progression", "mt.mt_high_water_skips",
    ];

    // What is public, what crosses bodies by its nature (who is due, whose account hash, which seat), and Identity, whose rows belong to no body.
    private static readonly Dictionary<string, string[]> OfServices = new()
    {
        ["intake"] = ["app.bodies", "app.events", "app.mail_news", "app.mails"], // mail to go out: ids and instants
        ["cases"] = ["app.bodies", "app.early_progress", "app.emergencies"], // whose case is not open yet has no body yet: ids, codes and instants, gone with the case
        ["sanctions"] = ["app.bodies", "app.due", "app.person_accounts", "app.person_reports", "app.persons_joined", "app.told_accounts"],
        ["liaison"] = ["app.bodies", "app.events", "app.hand_over_figures", "app.hand_over_periods", "app.hand_overs", "app.incident_notice_readers", "app.seats"],
        ["ledger"] = ["app.head"],
        ["identity"] =
        [
            "app.access_version", "app.account_tokens", "app.accounts", "app.awaited", "app.invitations", "app.mail_news", "app.mails", "app.memberships", "app.notification_wishes",
            "app.refresh_tokens", "app.sessions",
            "app.sign_in_attempts", "app.tie_hashes", "app.ties",
        ],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => [.. OfServices.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Has_no_row_for_the_service_without_its_tenant(string service)
    {
        await using var database = await MigratedAsync(service);
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var asService = NpgsqlDataSource.Create(database.Service);
        await owner.ExecuteAsync("project-a", Fill);
        var walled = (await TablesAsync(owner)).Where(t => t.Walled).Select(t => t.Name).ToList();

        foreach (var table in walled)
        {
            var count = $"select count(*) from {table}";
            if (await asService.ScalarAsync<bool>($"select has_any_column_privilege('{table}', 'select')"))
            {
                (await asService.ScalarAsync<long>(count)).ShouldBe(0, table);
                (await CountAsync(asService, "", count)).ShouldBe(0, table);
                (await CountAsync(asService, "project-b", count)).ShouldBe(0, table);
                (await CountAsync(asService, "project-a", count)).ShouldBe(1, table);
            }

            (await owner.ScalarAsync<long>(count)).ShouldBe(0, table);
        }

        walled.ShouldContain("mt.mt_events");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Has_a_tenant_or_is_named_here(string service)
    {
        await using var database = await MigratedAsync(service);
        await using var owner = NpgsqlDataSource.Create(database.Owner);

        (await TablesAsync(owner)).Where(t => !t.Walled).Select(t => t.Name).Except(OfTheStore).ShouldBe(OfServices[service]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Stays_as_it_is_whatever_a_services_role_tries(string service)
    {
        await using var database = await MigratedAsync(service);
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        var tables = await TablesAsync(owner);
        foreach (var (connection, role) in new[] { (database.Service, database.ServiceRole), (database.Daemon, database.DaemonRole) })
        {
            await using var source = NpgsqlDataSource.Create(connection);
            foreach (var statement in tables.SelectMany(t => Attempts, (t, attempt) => string.Format(null, attempt, t.Name, role)))
            {
                (await Should.ThrowAsync<PostgresException>(() => source.ExecuteAsync("project-a", statement), statement)).SqlState.ShouldBe("42501", statement);
            }

            (await source.LinesAsync(
                """
                select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
                  exists (select from pg_auth_members m where m.member = r.oid), exists (select from pg_class c where c.relowner = r.oid),
                  exists (select from pg_namespace n where n.nspname !~ '^pg_' and has_schema_privilege(n.oid, 'create'))
                from pg_roles r where rolname = current_user
                """)).ShouldBe(["False False False False False False False False"]);
        }
    }

    private async Task<TestDatabase> MigratedAsync(string service)
    {
        var database = await server.CreateDatabaseAsync(service);
        var assembly = Assembly.Load($"Coc.{char.ToUpperInvariant(service[0])}{service[1..]}");
        await SchemaMigration.RunAsync(database.Owner, database.ServiceRole, database.DaemonRole, Migration.Scripts(assembly), Token);
        return database;
    }

    private static async Task<List<(string Name, bool Walled)>> TablesAsync(NpgsqlDataSource source) =>
        (await source.LinesAsync(Tables)).ConvertAll(line => (line.Split(' ')[0], line.EndsWith("True", StringComparison.Ordinal)));

    private static async Task<long> CountAsync(NpgsqlDataSource source, string tenant, string sql) => (await source.ReadAsync(tenant, sql, [], row => row.GetInt64(0), Token))[0];
}
