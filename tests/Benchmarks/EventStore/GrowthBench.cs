using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.EventStore;

/// <summary>The same appends and reads in a database of 20,000 events and in one of 2,000,000, in turns.</summary>
internal static class GrowthBench
{
    private const int Few = 20_000;
    private const int AtATime = 8;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchDatabase small, BenchDatabase large, Pace pace)
    {
        await Filler.WriteAsync(small, Few);
        await Filler.WriteAsync(large, pace.Filler);
        var reads = await pace.Contest(AtATime).RunAsync(
            "read 20 events of any stream", ("among few", _ => ReadAsync(small, Few)), ("among many", _ => ReadAsync(large, pace.Filler)));
        var appends = await pace.Contest(AtATime).RunAsync(
            "append", ("behind few", _ => AppendBench.AppendAsync(small, secret: false, projected: false)), ("behind many", _ => AppendBench.AppendAsync(large, secret: false, projected: false)));
        return
        [
            Row.Within($"append at {pace.Filler:N0} events, against {Few:N0}", Milliseconds(appends[1]), "ms", Milliseconds(appends[0]), 1.2),
            Row.Within($"read at {pace.Filler:N0} events, against {Few:N0}", Milliseconds(reads[1]), "ms", Milliseconds(reads[0]), 1.2),
        ];
    }

    private static double Milliseconds(double perSecond) => 1000 * AtATime / perSecond;

    private static async Task ReadAsync(BenchDatabase database, int events)
    {
        var stream = await database.Store.ReadAsync(Streams.Key(Filler.Stream(Random.Shared.Next(events / Filler.Length))));
        if (stream.Events.Count != Filler.Length)
        {
            throw new InvalidOperationException($"{stream.Events.Count} events were read.");
        }
    }
}
