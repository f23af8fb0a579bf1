using Coc.EventStore;

namespace Coc.Integration.Faults;

/// <summary>A random append in numbers, which shrink by themselves; what they mean depends on what is there when it is their turn.</summary>
/// <param name="Alone">begins a new round: all of the rounds before are answered first</param>
internal sealed record Step(byte Writer, byte Stream, byte Other, byte Expect, byte Events, byte Repeat, bool Alone)
{
    private const int Together = 4;

    /// <summary>Which of the writers makes it.</summary>
    public int By(int writers) => Writer % writers;

    /// <summary>Steps that are made at once.</summary>
    public static IEnumerable<IReadOnlyList<Step>> Rounds(IEnumerable<Step> steps)
    {
        var round = new List<Step>();
        foreach (var step in steps)
        {
            if (round.Count == Together || (step.Alone && round.Count > 0))
            {
                yield return round;
                round = [];
            }

            round.Add(step);
        }

        yield return round;
    }

    /// <summary>A new append, or one of <paramref name="earlier"/> again: as it was, or wherever its stream is now.</summary>
    public Ask ToAsk(NaiveLog log, IReadOnlyList<StreamKey> streams, IReadOnlyList<Ask> earlier)
    {
        if (Repeat % 4 == 0 && earlier.Count > 0)
        {
            var again = earlier[Repeat / 4 % earlier.Count];
            return Expect % 2 == 0 ? again : again with { Parts = [.. again.Parts.Select(p => p with { Expected = StreamAppend.ExpectAny })] };
        }

        var first = streams[Stream % streams.Count];
        var second = streams[Other % streams.Count];
        var fails = Repeat % 16 == 1;
        return new Ask(first == second || Other % 3 > 0 ? [Part(first, Expect)] : [Part(first, Expect), Part(second, Expect >> 4)], fails);

        (StreamKey, long, IReadOnlyList<Guid>) Part(StreamKey stream, int expect) => (
            stream,
            (expect % 8) switch { < 4 => log.Head(stream), 4 => log.Head(stream) + 1, 5 => Math.Max(0, log.Head(stream) - 1), _ => StreamAppend.ExpectAny },
            [.. Enumerable.Range(0, 1 + (Events % 3)).Select(_ => Guid.CreateVersion7())]);
    }
}
