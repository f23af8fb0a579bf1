using Coc.Benchmarks.Measuring;
using Coc.EventStore;

namespace Coc.Benchmarks.EventStore;

/// <summary>Appends of three events of 400 bytes to a new stream, at 1, 8 and 32 writers.</summary>
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
                ("encrypted", _ => AppendAsync(database, secret: true, projected: false)),
                ("without encryption and chain", _ => unchained.AppendAsync(Guid.CreateVersion7(), New(Guid.CreateVersion7(), secret: false), BenchContext.Now())));
            rows.Add(Row.AtLeast($"append, no projection, {writers} writers", rates[1], "1/s", rates[0], 0.75));
            rows.Add(Row.AtLeast($"append, one inline projection, {writers} writers", rates[2], "1/s", rates[0], 0.55));
            rows.Add(Row.CostsAtMost($"append, encryption and chain on, {writers} writers", rates[3], "1/s", rates[4], 0.15));
        }

        return rows;
    }

    /// <summary>One append of the benchmark's kind, to a new stream.</summary>
    public static Task<Appended> AppendAsync(BenchDatabase database, bool secret, bool projected)
    {
        var stream = Guid.CreateVersion7();
        var events = New(stream, secret);
        return database.Store.AppendAsync(new Append([new StreamAppend(new StreamKey(BenchDatabase.Tenant, stream), "note", 0, [.. events.Select(e => new NewEvent(Guid.CreateVersion7(), e))])], BenchContext.Now())
        {
            Statements = projected ? [new StoreStatement(BenchDatabase.Tenant, Projection, BenchDatabase.Tenant, stream, (long)Events, (long)events.Sum(e => e.Weight))] : [],
        });
    }

    private static BenchEvent[] New(Guid stream, bool secret)
    {
        var now = TimeProvider.System.GetUtcNow();
        return [BenchEvent.New(stream, 1, now, secret), BenchEvent.New(stream, 2, now, secret), BenchEvent.New(stream, 3, now, secret)];
    }
}
