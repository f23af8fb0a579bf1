using Coc.Benchmarks.Measuring;
using Coc.EventStore;

namespace Coc.Benchmarks.EventStore;

/// <summary>Load 20 events, decide, append one: what most requests of a case service are. Raw reads and writes the same rows.</summary>
internal static class DecideBench
{
    private const int Length = 20;
    private const int StreamsPerWorker = 40;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        var rows = new List<Row>();
        foreach (var workers in (int[])[1, 8])
        {
            var ids = await Streams.WriteAsync(database, workers * StreamsPerWorker, Length, secret: false);
            var (ours, theirs) = (new Turns(ids, workers), new Turns(ids, workers));
            var raw = new RawStore(database.Owner);
            var rates = await pace.Contest(workers).RunAsync(
                "load, decide, append",
                ("raw", worker => RawAsync(raw, theirs.Next(worker))),
                ("store", worker => StoreAsync(database, ours.Next(worker))));
            rows.Add(Row.AtLeast($"load 20 events, decide, append, {workers} at a time", rates[1], "1/s", rates[0], 0.85));
        }

        return rows;
    }

    private static async Task StoreAsync(BenchDatabase database, Turn turn)
    {
        var stream = await database.Store.ReadAsync(Streams.Key(turn.Stream), turn.From);
        var state = stream.Events.Aggregate(default(Notes), (s, e) => s.With((BenchEvent)e.Data));
        var decided = Decide(turn.Stream, state);
        await database.Store.AppendAsync(
            new Append([new StreamAppend(stream.Key, "note", stream.Version, [new NewEvent(Guid.CreateVersion7(), decided)])], BenchContext.Now()));
    }

    private static async Task RawAsync(RawStore raw, Turn turn)
    {
        var (version, state) = await raw.FoldAsync<BenchEvent.NoteTaken, Notes>(turn.Stream, turn.From, default, static (s, e) => s.With(e));
        var decided = System.Text.Json.JsonSerializer.Serialize((BenchEvent.NoteTaken)Decide(turn.Stream, state), RawStore.Json);
        if (!await raw.AppendAsync(turn.Stream, version, [decided], BenchContext.Now()))
        {
            throw new InvalidOperationException("Nobody else writes to this stream.");
        }
    }

    private static BenchEvent Decide(Guid stream, Notes state) => state.Count == Length
        ? BenchEvent.New(stream, (int)state.Weight, TimeProvider.System.GetUtcNow(), secret: false)
        : throw new InvalidOperationException($"{state.Count} events were read.");

    private readonly record struct Turn(Guid Stream, long From);

    /// <summary>Each worker goes round its own streams; always the last 20 events are read, so that a stream's length does not matter.</summary>
    private sealed class Turns(Guid[] ids, int workers)
    {
        private readonly int[] calls = new int[workers];

        public Turn Next(int worker)
        {
            var call = calls[worker]++;
            return new Turn(ids[(worker * StreamsPerWorker) + (call % StreamsPerWorker)], 1 + (call / StreamsPerWorker));
        }
    }
}
