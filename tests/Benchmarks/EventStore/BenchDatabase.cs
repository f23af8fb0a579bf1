using System.Security.Cryptography;
using Coc.Benchmarks.Measuring;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Npgsql;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// A service's database, freshly migrated, with a store on it and raw tables of the same shape beside it: same columns, keys and indexes,
/// no walls, no triggers of ours.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public const string Tenant = "bench";

    private const string RawTables =
        """
        create table bench.mt_streams (like mt.mt_streams including all);
        create table bench.mt_events (like mt.mt_events including all);
        alter table bench.mt_events add foreign key (tenant_id, stream_id) references bench.mt_streams (tenant_id, id);
        create sequence bench.mt_events_sequence as bigint cache 1;
        create table app.notes (tenant_id varchar not null, stream_id uuid not null, count bigint not null, weight bigint not null, primary key (tenant_id, stream_id));
        select mt.coc_protect('app.notes');
        create function app.move_head(tenant varchar, stream uuid, behind bigint, ahead bigint, at timestamptz) returns void language plpgsql as $$
        begin
          perform set_config('coc.tenant', tenant, true);
          update mt.mt_streams s set version = ahead, timestamp = at where s.tenant_id = tenant and s.id = stream and s.version = behind and s.is_archived is not true;
          if not found then
            raise exception using errcode = 'CC409', message = 'expectation not met';
          end if;
        end
        $$;
        """;

    private readonly IReadOnlyDictionary<string, string> settings;

    private BenchDatabase(IReadOnlyDictionary<string, string> settings)
    {
        this.settings = settings;
        Owner = Open("Owner");
        Service = Open("Service");
        Daemon = Open("Daemon");
        Store = new PostgresEventStore(Service, BenchEvent.Types, new KeyMaster(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>Raw work is done as the owner, whom nothing slows down in the raw tables.</summary>
    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource Service { get; }

    public NpgsqlDataSource Daemon { get; }

    public PostgresEventStore Store { get; }

    public static async Task<BenchDatabase> PrepareAsync(RunningSystem system, string service)
    {
        var settings = await system.SettingsAsync(service);
        var database = new BenchDatabase(settings);
        await database.RequireDurableAsync();
        await database.ClearAsync();
        await SchemaMigration.RunAsync(settings["Database__Owner"], $"coc_{service}", $"coc_{service}_daemon", []);
        await database.ExecuteAsync(RawTables);
        return database;
    }

    /// <summary>As the owner with the tenant set, for as long as it takes.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings["Database__Owner"]) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        await using (var tenant = new NpgsqlCommand($"select set_config('coc.tenant', '{Tenant}', false)", connection))
        {
            await tenant.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Owner.DisposeAsync();
        await Service.DisposeAsync();
        await Daemon.DisposeAsync();
    }

    // A database that could lose what it confirmed would make every figure meaningless.
    private async Task RequireDurableAsync()
    {
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
        {
            await using var command = Service.CreateCommand($"show {setting}");
            if (await command.ExecuteScalarAsync() is not "on")
            {
                throw new InvalidOperationException($"PostgreSQL runs with {setting} off; nothing is measured.");
            }
        }
    }

    private async Task ClearAsync()
    {
        await using var command = Owner.CreateCommand("select count(*) filter (where nspname = 'mt') > count(*) filter (where nspname = 'bench') from pg_namespace");
        if (await command.ExecuteScalarAsync() is true)
        {
            throw new InvalidOperationException("This database holds somebody's events; the benchmark wants one of its own (./coc bench).");
        }

        await ExecuteAsync(
            """
            do $$
            declare mine name;
            begin
              for mine in select nspname from pg_namespace where pg_get_userbyid(nspowner) = current_user loop
                execute format('drop schema %I cascade', mine);
              end loop;
              create schema bench;
            end
            $$
            """);
    }

    private NpgsqlDataSource Open(string role) =>
        EventStoreConnections.Open(new NpgsqlConnectionStringBuilder(settings[$"Database__{role}"]) { MaxPoolSize = 40 }.ConnectionString);
}
