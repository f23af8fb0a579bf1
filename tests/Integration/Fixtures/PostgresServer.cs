using Coc.Integration.Fixtures;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Coc.Integration.Fixtures;

/// <summary>
/// One PostgreSQL server for the whole run: a private cluster from the installed binaries, or the one that <c>COC_TEST_POSTGRES</c> names
/// (a superuser's connection string). Test classes take it as a constructor argument and make a database each.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // Roles belong to the cluster, and changing one from two sides at once is an error in PostgreSQL.
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly string password = Guid.NewGuid().ToString("N");
    private PrivateCluster? cluster;
    private string superuser = "";

    /// <summary>A private server, whatever the environment says, to be killed: nobody else may use it.</summary>
    internal static async Task<(PostgresServer Server, PrivateCluster Cluster)> StartKillableAsync()
    {
        var cluster = await PrivateCluster.StartAsync(killable: true);
        return (new PostgresServer { cluster = cluster, superuser = cluster.ConnectionString }, cluster);
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("COC_TEST_POSTGRES") is { Length: > 0 } given)
        {
            superuser = given;
            return;
        }

        cluster = await PrivateCluster.StartAsync();
        superuser = cluster.ConnectionString;
    }

    /// <summary>A fresh database with the roles of a service, as <c>deploy/postgres/service.sql</c> makes them.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string service)
    {
        var name = $"test_{service}_{Guid.NewGuid():N}";
        var script = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "postgres", "service.sql")))
            .Replace("{service}", service, StringComparison.Ordinal)
            .Replace("{database}", name, StringComparison.Ordinal)
            .Replace("{password}", password, StringComparison.Ordinal);
        await oneAtATime.WaitAsync();
        try
        {
            foreach (var statement in script.Split("\n-- next\n"))
            {
                await ExecuteAsync(statement);
            }
        }
        finally
        {
            oneAtATime.Release();
        }

        return new TestDatabase(this, name, service, Connect(name, $"coc_{service}_owner"), Connect(name, $"coc_{service}"), Connect(name, $"coc_{service}_daemon"))
        {
            Superuser = new NpgsqlConnectionStringBuilder(superuser) { Database = name, Pooling = false }.ConnectionString,
        };
    }

    internal async Task DropAsync(string database) => await ExecuteAsync($"drop database if exists {database} with (force)");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        oneAtATime.Dispose();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(superuser) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string Connect(string database, string role) =>
        new NpgsqlConnectionStringBuilder(superuser) { Database = database, Username = role, Password = password, MaxPoolSize = 20 }.ConnectionString;
}

/// <summary>A database that goes away with its test class.</summary>
public sealed record TestDatabase(PostgresServer Server, string Name, string ServiceName, string Owner, string Service, string Daemon) : IAsyncDisposable
{
    /// <summary>Past every wall and trigger: who breaks into the database, or restores it.</summary>
    public required string Superuser { get; init; }

    public string ServiceRole => $"coc_{ServiceName}";

    public string DaemonRole => $"coc_{ServiceName}_daemon";

    public async ValueTask DisposeAsync() => await Server.DropAsync(Name);
}
