using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.EventStore;

/// <summary>Reading a stream and folding it. Raw reads and deserialises the same rows, ciphertext included, which it does not open.</summary>
internal static class FoldBench
{
    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        var rows = new List<Row>();
        foreach (var (length, streams) in ((int, int)[])[(20, 200), (1000, 8)])
        {
            foreach (var secret in (bool[])[false, true])
            {
                var ids = await Streams.WriteAsync(database, streams, length, secret);
                foreach (var readers in (int[])[1, 8])
                {
                    rows.Add(await FoldAsync(database, pace, ids, length, secret, readers));
                }
            }
        }

        return rows;
    }

    private static async Task<Row> FoldAsync(BenchDatabase database, Pace pace, Guid[] ids, int length, bool secret, int readers)
    {
        var raw = new RawStore(database.Owner);
        var name = $"fold {length} {(secret ? "encrypted " : "")}events";
        var turn = 0;
        var rates = await pace.Contest(readers).RunAsync(
            name,
            ("raw", async _ => Require(length, (await raw.FoldAsync<BenchEvent.NoteTaken, Notes>(Next(), 1, default, static (s, e) => s.With(e))).State.Count)),
            ("store", async _ => Require(length, await StoreAsync(database, Next()))));
        return Row.AtLeast($"{name}, {readers} at a time", rates[1], "1/s", rates[0], 0.75);

        Guid Next() => ids[(uint)Interlocked.Increment(ref turn) % ids.Length];
    }

    private static async Task<int> StoreAsync(BenchDatabase database, Guid stream) =>
        (await database.Store.ReadAsync(Streams.Key(stream))).Events.Aggregate(default(Notes), (s, e) => s.With((BenchEvent)e.Data)).Count;

    private static void Require(int length, int read)
    {
        if (read != length)
        {
            throw new InvalidOperationException($"{read} events were read instead of {length}.");
        }
    }
}
