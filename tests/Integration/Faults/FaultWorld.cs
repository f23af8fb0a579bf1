using System.Diagnostics;
using System.Text.Json;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Coc.FaultProcess;
using Coc.Integration.Fixtures;
using Coc.Platform.Maintenance;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Integration.Faults;

/// <summary>Servers of its own and the processes of one made-up service; every one of them can be killed and comes back.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    /// <summary>How many events that publish have had no effect yet.</summary>
    public const string Unheard = "select (select count(*) from mt.mt_events where type = 'note_written') - (select count(*) from mt.coc_inbox)";

    /// <summary>How many messages wait for their predecessor.</summary>
    public const string Waiting = "select count(*) from mt.coc_waiting";

    /// <summary>How far the daemon's projection is behind the log.</summary>
    public const string Behind = "select coalesce(max(seq_id), 0) - (select coalesce(max(last_seq_id), 0) from mt.mt_event_progression where name = 'counts:All') from mt.mt_events";

    /// <summary>Events the projection has counted, less those up to its progress: at every moment none.</summary>
    public const string Astray =
        """
        select (select coalesce(sum(events), 0)::bigint from app.counts)
          - (select count(*) from mt.mt_events e join mt.mt_event_progression p on p.name = 'counts:All' and e.seq_id <= p.last_seq_id where e.type in ('note_written', 'note_filed'))
        """;

    /// <summary>On a busy machine a process takes more than a minute to start.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Writers = ["first", "second"];

    // What moves while a role works.
    private static readonly Dictionary<Target, string> Progress = new()
    {
        [Target.Relay] = "select coalesce(max(last_seq_id), 0) from mt.mt_event_progression where name = 'Relay:All'",
        [Target.Consumer] = "select count(*) from mt.coc_inbox",
        [Target.Daemon] = "select coalesce(max(last_seq_id), 0) from mt.mt_event_progression where name = 'counts:All'",
    };

    private readonly Dictionary<string, FaultChild> children = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coc-faults-");
    private readonly int seed;
    private int lives;

    private FaultWorld(int seed) => this.seed = seed;

    public PrivateCluster Cluster { get; private set; } = null!;

    public PrivateNode Broker { get; private set; } = null!;

    public Tap Tap => new(Broker.Address(0));

    public NpgsqlDataSource Service { get; private set; } = null!;

    /// <summary>Reads all tenants, to see what is there.</summary>
    public NpgsqlDataSource Daemon { get; private set; } = null!;

    public Account Account { get; } = new();

    public KeyMaster Master => Notes.Master(Settings["Keys:Master"]!);

    private Dictionary<string, string?> Settings { get; set; } = null!;

    public static async Task<FaultWorld> StartAsync(int seed)
    {
        var world = new FaultWorld(seed);
        try
        {
            await world.StartServersAsync();
            await world.RunAsync("topology");
            await world.Tap.BindAsync($"{typeof(NoteHeard).Namespace}:{nameof(NoteHeard)}");
            world.Start("relay");
            world.Start("consumer");
            world.Start("daemon");
            foreach (var writer in Writers)
            {
                await world.StartWriterAsync(writer);
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until writing has gone on, and until the one that is to be killed has done something.</summary>
    public async Task WorksOnAsync(Target target, int acknowledgements)
    {
        var enough = Account.Acknowledged + acknowledgements;
        await Eventually.TrueAsync(() => Task.FromResult(Account.Acknowledged >= enough || Account.Mistakes.Count > 0), "writing goes on", Patience);
        Account.Mistakes.ShouldBeEmpty();
        if (Progress.TryGetValue(target, out var sql))
        {
            long? before = null;
            await Eventually.TrueAsync(async () => await NumberAsync(sql) > (before ??= await NumberAsync(sql)), $"the {target} works", Patience);
        }
    }

    /// <summary>Kills one process and starts it again, if nobody else does.</summary>
    public async Task KillAsync(Target target, Random random)
    {
        switch (target)
        {
            case Target.Writer:
                var writer = Writers[random.Next(Writers.Length)];
                await KillAsync(writer);
                await StartWriterAsync(writer);
                break;
            case Target.Relay or Target.Consumer or Target.Daemon:
                var role = target.ToString().ToLowerInvariant();
                await KillAsync(role);
                Start(role);
                break;
            case Target.Postmaster:
                Signal.Kill(Cluster.ProcessId);
                break;
            case Target.Backend:
                Signal.Kill(await BackendAsync(random));
                break;
            case Target.Broker:
                await Broker.WaitUntilItAnswersAsync();
                Signal.Kill(Broker.ProcessId);
                break;
        }
    }

    /// <summary>No more writing; what is open is answered first.</summary>
    public async Task FinishWritingAsync()
    {
        foreach (var writer in Writers)
        {
            await children[writer].FinishAsync();
            children.Remove(writer);
        }
    }

    /// <summary>Waits until a number is 0, however long that takes, as long as it goes on falling.</summary>
    public async Task ComesToNothingAsync(string sql, string what)
    {
        var least = long.MaxValue;
        var since = Stopwatch.StartNew();
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1)); // counting is work for the database too
        while (least > 0)
        {
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            if (await NumberAsync(sql) is { } now && now < least)
            {
                least = now;
                since.Restart();
            }

            since.Elapsed.ShouldBeLessThan(Patience, $"{least} {what}, and no fewer for long");
        }
    }

    /// <summary>A number of the database; null while it is away.</summary>
    public async Task<long?> NumberAsync(string sql)
    {
        try
        {
            await using var command = Daemon.CreateCommand(sql);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as long? ?? 0;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    public void NobodyEndedByItself() => children.Values.Select(c => c.EndedByItself).OfType<string>().ShouldBeEmpty();

    /// <summary>For a failure: what everybody printed last.</summary>
    public string LastWords => string.Join("\n\n", children.Values.Select(c => c.LastWords).Append(Broker.Log));

    public async ValueTask DisposeAsync()
    {
        foreach (var child in children.Values)
        {
            await child.DisposeAsync();
        }

        await (Service?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    private async Task StartServersAsync()
    {
        Broker = await PrivateNode.StartAsync(virtualHosts: 1, killable: true);
        (var server, Cluster) = await PostgresServer.StartKillableAsync();
        var database = await server.CreateDatabaseAsync(Notes.Service);
        await SchemaMigration.RunAsync(database.Owner, database.ServiceRole, database.DaemonRole, Migration.Scripts(typeof(Notes).Assembly));
        Service = EventStoreConnections.Open(database.Service);
        Daemon = EventStoreConnections.Open(database.Daemon);
        new Tickets(Path.Combine(folder.FullName, "rings")).Prepare(Notes.Service);
        SigningKey.Prepare(Path.Combine(folder.FullName, "signing"), Path.Combine(folder.FullName, "signers"), Notes.Service);
        Settings = ServiceApp.Settings(Notes.Service, database, folder.FullName, new Uri("http://127.0.0.1:1/"), Broker.Address(0));
        Settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
    }

    private async Task RunAsync(string step)
    {
        await using var child = FaultChild.Start(Settings, null, step);
        await child.FinishAsync();
    }

    private void Start(string role) => children[role] = FaultChild.Start(Settings, null, role);

    private async Task StartWriterAsync(string name)
    {
        var child = children[name] = FaultChild.Start(Settings, line => Account.Take(name, line), "writer", $"{seed + (100 * ++lives)}");
        foreach (var attempt in Account.LeftOpen(name))
        {
            await child.Input.WriteLineAsync(JsonSerializer.Serialize(attempt));
        }

        await child.Input.WriteLineAsync();
        await child.Input.FlushAsync();
    }

    private async Task KillAsync(string name)
    {
        children[name].EndedByItself.ShouldBeNull();
        await children[name].KillAsync();
        await children[name].DisposeAsync();
    }

    private async Task<int> BackendAsync(Random random)
    {
        int? found = null;
        await Eventually.TrueAsync(async () => (found = (int?)await NumberAsync(
            $"select pid::bigint from pg_stat_activity where usename like 'coc_faults%' and pid <> pg_backend_pid() order by hashtext(pid::text || '{random.Next()}') limit 1")) > 0, "a backend");
        return found!.Value;
    }
}
