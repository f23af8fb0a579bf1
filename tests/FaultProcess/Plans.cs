using System.Collections.Concurrent;
using Coc.EventStore;
using Coc.Platform;

namespace Coc.FaultProcess;

/// <summary>Invents attempts: new streams, streams many writers share, two of them at once, with expectations that hold, may hold or cannot hold.</summary>
internal sealed class Plans(Random random)
{
    private const int Shared = 10;

    // What this process knows of the shared streams; others write there too, so it is often behind.
    private static readonly ConcurrentDictionary<StreamKey, long> Heads = new();

    public static void Learn(StreamKey stream, long version) => Heads.AddOrUpdate(stream, version, (_, known) => Math.Max(known, version));

    public Attempt Next() => new(NewId(), random.Next(100) switch
    {
        < 25 => [New()],
        < 50 => [AtHead(SharedStream())],
        < 70 => [Anywhere(SharedStream())],
        < 80 => [Behind(SharedStream())],
        < 90 => [New(), Anywhere(SharedStream())],
        _ => [AtHead(SharedStream(even: true)), Anywhere(SharedStream(even: false))],
    });

    private Part New() => new(new StreamKey(Tenant(random.Next(2)), NewId()), 0, Events());

    private Part AtHead(StreamKey stream) => new(stream, Heads.GetValueOrDefault(stream), Events());

    private Part Anywhere(StreamKey stream) => new(stream, StreamAppend.ExpectAny, Events());

    // A version that has been passed never comes again: this must be refused, whenever it is tried.
    private Part Behind(StreamKey stream) => Heads.GetValueOrDefault(stream) is > 1 and var head ? new(stream, head - 1, Events()) : Anywhere(stream);

    private int Events() => random.Next(1, 4);

    private StreamKey SharedStream(bool? even = null)
    {
        var at = random.Next(Shared);
        at = even is null ? at : (at & ~1) + (even.Value ? 0 : 1);
        return new StreamKey(Tenant(at), Ids.V5(Guid.Empty, $"shared {at}"));
    }

    private static string Tenant(int at) => at % 2 == 0 ? "sextant" : "gnomon";

    private Guid NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
