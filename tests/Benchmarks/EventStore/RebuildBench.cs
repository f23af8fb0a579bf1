using System.Diagnostics;
using System.Security.Cryptography;
using Coc.Benchmarks.Measuring;
using Coc.EventStore;
using Coc.EventStore.Projecting;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// A projection of a state a stream is rebuilt from a large log, by what <c>./coc projections rebuild</c> runs: fresh tables, replay, swap. One statement a
/// stream and stretch, as services have it. What it takes must not grow with the log but in time.
/// </summary>
internal static class RebuildBench
{
    private const string Upsert =
        """
        insert into app.notes (tenant_id, stream_id, count, weight) values ($1, $2, $3, $4)
        on conflict (tenant_id, stream_id) do update set count = excluded.count, weight = excluded.weight
        """;

    private static readonly Projection Projection = Projection.OfStreams<BenchEvent, Counted>(
        "notes", ProjectionKind.Async, ["app.notes"], new Counted(0, 0), (state, e) => new Counted(state.Count + 1, state.Weight + e.Weight),
        (state, change) => [new StoreStatement(change.Stream.Tenant, Upsert, change.Stream.Tenant, change.Stream.Id, state.Count, state.Weight)]);

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        await Filler.WriteAsync(database, pace.Rebuild);
        var rebuild = new ProjectionRebuild(database.Daemon, database.Owner, BenchEvent.Types, new KeyMaster(RandomNumberGenerator.GetBytes(32)));
        var (peak, atHalf, before) = (0L, 0L, Environment.WorkingSet);
        var cpu = Cpu.Used();
        var clock = Stopwatch.StartNew();
        var events = await rebuild.RunAsync(Projection, (done, target) =>
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            atHalf = done <= target / 2 ? peak : atHalf;
        });
        var (seconds, used) = (clock.Elapsed.TotalSeconds, Cpu.Used());
        await RequireAllAsync(database, events, pace.Rebuild);
        Console.WriteLine(
            $"  rebuilding: {seconds:0.0} s, {(used.Here - cpu.Here) / events:0.0} + {(used.Server - cpu.Server) / events:0.0} µs of CPU an event here and in the server; "
            + $"memory {Mebibytes(before):0} MiB before, at most {Mebibytes(atHalf):0} in the first half and {Mebibytes(peak):0} in all");
        return
        [
            Row.Figure($"rebuild of a projection from {pace.Rebuild:N0} events", events / seconds, "events/s"),
            Row.Within("its memory, against that of the first half", Mebibytes(peak), "MiB", Mebibytes(atHalf), 1.2),
        ];
    }

    private static double Mebibytes(long bytes) => bytes / 1048576.0;

    private static async Task RequireAllAsync(BenchDatabase database, long replayed, long expected)
    {
        await using var command = database.Daemon.CreateCommand("select sum(count)::bigint from app.notes");
        if (replayed != expected || await command.ExecuteScalarAsync() is not long counted || counted != expected)
        {
            throw new InvalidOperationException($"The rebuilt projection does not hold {expected} events.");
        }
    }

    private sealed record Counted(long Count, long Weight);
}
