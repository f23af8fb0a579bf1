using Coc.Benchmarks.Measuring;
using Coc.EventStore;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// Appends of three events of 400 bytes, at 1, 8 and 32 writers, to a new stream. What encryption and chain cost is measured on streams that live and have their
/// key, as nearly all appends find them; the first append, which makes the key, stands beside it.
/// </summary>
internal static class AppendBench
{
    private const int Events = 3;
    private const string Projection =
        """
        insert into app.notes as n (tenant_id, stream_id, count, weight) values ($1, $2, $3, $4)
        on conflict (tenant_id, stream_id) do update set count = n.count + $3, weight = n.weight + $4
        """;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase database, Pace pace)
    {
        var raw = new RawStore(database.Owner);
        var unchained = new UnchainedStore(database.Service);
        var bodies = Enumerable.Range(0, Events).Select(i => BenchContext.Body(Guid.CreateVersion7(), i)).ToList();
        var rows = new List<Row>();
        foreach (var writers in (int[])[1, 8, 32])
        {
            var rates = await pace.Contest(writers).RunAsync(
                "append",
                ("raw", _ => raw.AppendAsync(Guid.CreateVersion7(), bodies, BenchContext.Now())),
                ("store", _ => AppendAsync(database, secret: false, projected: false)),
                ("with a projection", _ => AppendAsync(database, secret: false, projected: true)),
                ("with a new key", _ => AppendAsync(database, secret: true, projected: false)),
                ("without encryption and chain", _ => unchained.AppendAsync(Guid.CreateVersion7(), 0, New(Guid.CreateVersion7(), secret: false), BenchContext.Now())));
            var (sealing, plain) = (new Living(writers), new Living(writers));
            var living = await pace.Contest(writers).RunAsync(
                "append to a living stream",
                ("encrypted", worker => sealing.AppendAsync(worker, (stream, behind) => AppendAsync(database, stream, behind, secret: true, projected: false))),
                ("without encryption and chain", worker => plain.AppendAsync(worker, (stream, behind) => unchained.AppendAsync(stream, behind, New(stream, secret: false), BenchContext.Now()))));
            rows.Add(Row.AtLeast($"append, no projection, {writers} writers", rates[1], "1/s", rates[0], 0.75));
            rows.Add(Row.AtLeast($"append, one inline projection, {writers} writers", rates[2], "1/s", rates[0], 0.55));
            rows.Add(Row.CostsAtMost($"append, encryption and chain on, {writers} writers", living[0], "1/s", living[1], 0.15));
            rows.Add(Row.Beside($"the same, first append with its key, {writers} writers", rates[3], "1/s", rates[4]));
        }

        return rows;
    }

    /// <summary>One append of the benchmark's kind, to a new stream.</summary>
    public static Task<Appended> AppendAsync(BenchDatabase database, bool secret, bool projected) => AppendAsync(database, Guid.CreateVersion7(), 0, secret, projected);

    private static Task<Appended> AppendAsync(BenchDatabase database, Guid stream, long behind, bool secret, bool projected)
    {
        var events = New(stream, secret);
        return database.Store.AppendAsync(new Append([new StreamAppend(new StreamKey(BenchDatabase.Tenant, stream), "note", behind, [.. events.Select(e => new NewEvent(Guid.CreateVersion7(), e))])], BenchContext.Now())
        {
            Statements = projected ? [new StoreStatement(BenchDatabase.Tenant, Projection, BenchDatabase.Tenant, stream, (long)Events, (long)events.Sum(e => e.Weight))] : [],
        });
    }

    /// <summary>Streams that grow: each writer goes round its own.</summary>
    private sealed class Living(int writers)
    {
        private const int PerWriter = 20;

        private readonly (Guid Id, long Version)[] streams = [.. Enumerable.Range(0, writers * PerWriter).Select(_ => (Guid.CreateVersion7(), 0L))];
        private readonly int[] calls = new int[writers];

        public async Task AppendAsync(int writer, Func<Guid, long, Task> append)
        {
            var turn = (writer * PerWriter) + (calls[writer]++ % PerWriter);
            var (id, version) = streams[turn];
            await append(id, version);
            streams[turn] = (id, version + Events);
        }
    }

    private static BenchEvent[] New(Guid stream, bool secret)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [BenchEvent.New(stream, 1, now, secret), BenchEvent.New(stream, 2, now, secret), BenchEvent.New(stream, 3, now, secret)];
    }
}
