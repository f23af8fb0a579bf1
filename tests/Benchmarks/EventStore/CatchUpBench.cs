using System.Diagnostics;
using Coc.Benchmarks.Measuring;
using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.Benchmarks.EventStore;

/// <summary>An async projection that was never run works off a log: reads forward, folds each stretch, writes its read model and its progress in one transaction.</summary>
internal static class CatchUpBench
{
    private const int Stretch = 2000;
    private const string Upsert =
        """
        insert into app.notes as n (tenant_id, stream_id, count, weight) select * from unnest($1, $2, $3, $4)
        on conflict (tenant_id, stream_id) do update set count = n.count + excluded.count, weight = n.weight + excluded.weight
        """;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        await Filler.WriteAsync(database, pace.CatchUp);
        var rates = new List<double>();
        for (var repeat = 0; repeat < Math.Max(3, pace.Repeats); repeat++)
        {
            var clock = Stopwatch.StartNew();
            var cpu = Cpu.Used();
            await CatchUpAsync(database, $"bench {repeat}", pace.CatchUp);
            rates.Add(pace.CatchUp / clock.Elapsed.TotalSeconds);
            var (here, server) = Cpu.Used();
            Console.WriteLine($"  catching up: {rates[^1]:0} events/s ({(here - cpu.Here) / pace.CatchUp:0.0} + {(server - cpu.Server) / pace.CatchUp:0.0} µs of CPU here and in the server)");
        }

        return [Row.Over($"async projection catching up with {pace.CatchUp:N0} events", Contest.Median(rates), "events/s", 40_000)];
    }

    private static async Task CatchUpAsync(BenchDatabase database, string job, int expected)
    {
        await database.ExecuteAsync("truncate app.notes");
        var reader = new EventReader(database.Daemon, BenchEvent.Types);
        var (done, read) = (0L, 0);
        while (read < expected)
        {
            var page = await reader.ReadForwardAsync(done, Stretch);
            await ApplyAsync(database, job, done, page);
            (done, read) = (page.UpTo, read + page.Events.Count);
        }
    }

    private static async Task ApplyAsync(BenchDatabase database, string job, long done, ForwardPage page)
    {
        var states = new Dictionary<Guid, Notes>();
        foreach (var e in page.Events)
        {
            states[e.Event.Stream.Id] = states.GetValueOrDefault(e.Event.Stream.Id).With((BenchEvent)e.Event.Data);
        }

        await using var connection = await database.Daemon.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new("select set_config('coc.tenant', $1, true)") { Parameters = { new() { Value = BenchDatabase.Tenant } } },
                new(Upsert)
                {
                    Parameters =
                    {
                        new() { Value = states.Select(_ => BenchDatabase.Tenant).ToArray() }, new() { Value = states.Keys.ToArray() },
                        new() { Value = states.Values.Select(s => (long)s.Count).ToArray() }, new() { Value = states.Values.Select(s => s.Weight).ToArray() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        if (!await ProgressStore.TryAdvanceAsync(connection, job, done, page.UpTo))
        {
            throw new InvalidOperationException("Nobody else runs this projection.");
        }

        await transaction.CommitAsync();
    }
}
