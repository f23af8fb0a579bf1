using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.EventStore;

/// <summary>The event store against raw Npgsql: every row of the table in the store's design, on this checkout's own durable PostgreSQL.</summary>
internal static class EventStoreBench
{
    // Databases of services that are not running; each part has one of its own.
    public static IReadOnlyDictionary<string, Func<RunningSystem, Pace, Task<IReadOnlyList<Row>>>> Parts { get; } =
        new Dictionary<string, Func<RunningSystem, Pace, Task<IReadOnlyList<Row>>>>
        {
            ["append"] = (system, pace) => InAsync(system, "intake", database => AppendBench.RunAsync(database, pace)),
            ["decide"] = (system, pace) => InAsync(system, "intake", database => DecideBench.RunAsync(database, pace)),
            ["fold"] = (system, pace) => InAsync(system, "intake", database => FoldBench.RunAsync(database, pace)),
            ["catch-up"] = (system, pace) => InAsync(system, "intake", database => CatchUpBench.RunAsync(database, pace)),
            ["rebuild"] = (system, pace) => InAsync(system, "intake", database => RebuildBench.RunAsync(database, pace)),
            ["relay"] = (system, pace) => RelayBench.RunAsync(system, "intake", pace),
            ["growth"] = (system, pace) => InAsync(system, "intake", small => InAsync(system, "cases", large => GrowthBench.RunAsync(small, large, pace))),
        };

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system, Pace pace, IReadOnlyList<string> parts)
    {
        var rows = new List<Row>();
        foreach (var (name, part) in Parts.Where(p => parts.Count == 0 || parts.Contains(p.Key)))
        {
            Console.WriteLine($"measuring {name} …");
            rows.AddRange(await part(system, pace));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<Row>> InAsync(RunningSystem system, string service, Func<BenchDatabase, Task<IReadOnlyList<Row>>> measure)
    {
        await using var database = await BenchDatabase.PrepareAsync(system, service);
        return await measure(database);
    }
}
