using System.Diagnostics;
using System.Security.Cryptography;
using Coc.Benchmarks.Measuring;
using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Coc.EventStore.Projecting;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// An async projection that was never run works off a log, by the runner that every service's daemon runs: lease, high-water mark, each stretch's rows and
/// progress in one transaction. The rows of a stretch are one statement per tenant.
/// </summary>
internal static class CatchUpBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Upsert =
        """
        insert into app.notes as n (tenant_id, stream_id, count, weight) select $1, * from unnest($2, $3, $4)
        on conflict (tenant_id, stream_id) do update set count = n.count + excluded.count, weight = n.weight + excluded.weight
        """;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        await Filler.WriteAsync(database, pace.CatchUp);
        var rates = new List<double>();
        for (var repeat = -1; repeat < Math.Max(3, pace.Repeats); repeat++)
        {
            var clock = Stopwatch.StartNew();
            var cpu = Cpu.Used();
            await CatchUpAsync(database, $"notes_{repeat + 1}", pace.CatchUp);
            var rate = pace.CatchUp / clock.Elapsed.TotalSeconds;
            var (here, server) = Cpu.Used();
            Console.WriteLine($"  catching up{(repeat < 0 ? " (not counted)" : "")}: {rate:0} events/s ({(here - cpu.Here) / pace.CatchUp:0.0} + {(server - cpu.Server) / pace.CatchUp:0.0} µs of CPU here and in the server)");
            // The first is the warm-up.
            rates.AddRange(repeat < 0 ? [] : [rate]);
            await RequireAllAsync(database, pace.CatchUp);
        }

        return [Row.Over($"async projection catching up with {pace.CatchUp:N0} events", Contest.Median(rates), "events/s", 40_000)];
    }

    private static async Task CatchUpAsync(BenchDatabase database, string name, long last)
    {
        var projection = Projection.OfStretches<BenchEvent>(name, ["app.notes"], Rows);
        var runner = new ProjectionRunner(database.Daemon, BenchEvent.Types, projection, new KeyMaster(RandomNumberGenerator.GetBytes(32)), TimeProvider.System);
        var progress = new ProgressStore(database.Daemon);
        using var stopping = new CancellationTokenSource(Patience);
        var running = runner.RunAsync(cancellationToken: stopping.Token);
        while (await progress.GetAsync(name, stopping.Token) < last)
        {
            await Task.Delay(5, stopping.Token);
        }

        await stopping.CancelAsync();
        await running;
    }

    private static IEnumerable<StoreStatement> Rows(IReadOnlyList<StreamChange> changes) => changes.GroupBy(c => c.Stream.Tenant).Select(tenant =>
    {
        var states = tenant.ToDictionary(c => c.Stream.Id, c => c.Events.Aggregate(default(Notes), (s, e) => s.With((BenchEvent)e.Data)));
        return new StoreStatement(
            tenant.Key, Upsert, tenant.Key, states.Keys.ToArray(), states.Values.Select(s => (long)s.Count).ToArray(), states.Values.Select(s => s.Weight).ToArray());
    });

    // A fast projection that loses events is no projection.
    private static async Task RequireAllAsync(BenchDatabase database, long expected)
    {
        await using var command = database.Daemon.CreateCommand("select sum(count)::bigint from app.notes");
        if (await command.ExecuteScalarAsync() is not long counted || counted != expected)
        {
            throw new InvalidOperationException($"The projection did not count {expected} events.");
        }

        await database.ExecuteAsync("truncate app.notes");
    }
}
