using System.Security.Cryptography;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>A migrated database and a store on it; one per test class.</summary>
public sealed class StoreFixture(PostgresServer server) : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public NpgsqlDataSource Service { get; private set; } = null!;

    public NpgsqlDataSource Daemon { get; private set; } = null!;

    public PostgresEventStore Store { get; private set; } = null!;

    public KeyMaster Master { get; } = new(RandomNumberGenerator.GetBytes(32));

    internal static EventTypes Types => new EventTypes().AddHierarchy(typeof(StoreEvent));

    public async ValueTask InitializeAsync()
    {
        Database = await server.CreateDatabaseAsync("cases");
        await SchemaMigration.RunAsync(Database.Owner, Database.ServiceRole, Database.DaemonRole, [("probe", Probe)]);
        Service = EventStoreConnections.Open(Database.Service);
        Daemon = EventStoreConnections.Open(Database.Daemon);
        Store = NewStore();
    }

    /// <summary>A store as another process would have it: it remembers nothing.</summary>
    public PostgresEventStore NewStore() => new(Service, Types, Master);

    /// <summary>Changes stored events, as somebody with the owner's password could.</summary>
    public async Task ForgeAsync(string tenant, string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await owner.ExecuteAsync(tenant, "alter table mt.mt_events disable trigger coc_append_only", sql, "alter table mt.mt_events enable trigger coc_append_only");
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Service.DisposeAsync();
        await Daemon.DisposeAsync();
        await Database.DisposeAsync();
    }

    // A service's own script, with a read model and a message's inbox.
    private const string Probe =
        """
        create table app.note_list (tenant_id varchar not null, id uuid not null, pages int not null, constraint pk_note_list primary key (tenant_id, id));
        select mt.coc_protect('app.note_list');
        """;
}

internal static class Given
{
    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.FromHours(2)).AddTicks(1234567);

    public static EventContext Context(string actor = "account:1") => new(
        At, Guid.NewGuid(), Guid.NewGuid(), actor, Guid.NewGuid(), "chair", 3, Guid.NewGuid(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    public static StreamKey Stream(string tenant = "project-a") => new(tenant, Guid.NewGuid());

    public static NewEvent Event(object data) => new(Guid.CreateVersion7(), data);

    public static Append Append(StreamKey stream, long expected, params object[] events) =>
        new([new StreamAppend(stream, "note", expected, [.. events.Select(Event)])], Context());
}
