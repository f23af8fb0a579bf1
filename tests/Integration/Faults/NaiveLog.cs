using System.Collections.Immutable;
using Coc.EventStore;

namespace Coc.Integration.Faults;

/// <summary>One append asked of the store: event ids for streams, with expectations; <paramref name="Fails"/>: a statement in it breaks a constraint.</summary>
internal sealed record Ask(IReadOnlyList<(StreamKey Stream, long Expected, IReadOnlyList<Guid> Ids)> Parts, bool Fails);

/// <summary>What the store answered: versions, or a conflict, or neither when a statement failed.</summary>
internal sealed record Answer(IReadOnlyList<long>? Versions, bool Repeated, (StreamKey Stream, long Actual)? Conflict)
{
    public override string ToString() => Versions is { } stored ? $"{(Repeated ? "repeated" : "stored")} {string.Join(',', stored)}" : Conflict is { } c ? $"conflict at {c.Actual}" : "failed";
}

/// <summary>The event store as anybody would write it who had neither other writers nor crashes: lists in memory.</summary>
internal sealed record NaiveLog(ImmutableDictionary<StreamKey, ImmutableList<Guid>> Streams)
{
    public static readonly NaiveLog Empty = new(ImmutableDictionary<StreamKey, ImmutableList<Guid>>.Empty);

    public long Head(StreamKey stream) => Of(stream).Count;

    /// <summary>The log behind this one when the answer is right, otherwise null.</summary>
    public NaiveLog? After(Ask ask, Answer answer)
    {
        if (ask.Parts.All(p => p.Ids.All(Of(p.Stream).Contains)))
        {
            return answer.Repeated && answer.Versions!.SequenceEqual(ask.Parts.SelectMany(p => p.Ids, (p, id) => Of(p.Stream).IndexOf(id) + 1L)) ? this : null;
        }

        var conflicts = ask.Parts.Where(p => p.Expected != StreamAppend.ExpectAny && p.Expected != Head(p.Stream)).Select(p => (p.Stream, Head(p.Stream))).ToList();
        if (conflicts.Count > 0)
        {
            return answer.Conflict is { } conflict && conflicts.Contains(conflict) ? this : null;
        }

        if (ask.Fails)
        {
            return answer is { Versions: null, Conflict: null } ? this : null;
        }

        var versions = ask.Parts.SelectMany(p => Enumerable.Range(1, p.Ids.Count).Select(i => Head(p.Stream) + i));
        return answer is { Versions: { } stored, Repeated: false } && stored.SequenceEqual(versions)
            ? new NaiveLog(ask.Parts.Aggregate(Streams, (all, p) => all.SetItem(p.Stream, Of(p.Stream).AddRange(p.Ids))))
            : null;
    }

    /// <summary>The log behind asks that were made at once, if there is an order in which one after the other would have been answered the same.</summary>
    public NaiveLog? AfterAll(IReadOnlyList<(Ask Ask, Answer Answer)> round) => round.Count == 0
        ? this
        : round.Select((r, at) => After(r.Ask, r.Answer)?.AfterAll([.. round.Where((_, other) => other != at)])).FirstOrDefault(log => log is not null);

    private ImmutableList<Guid> Of(StreamKey stream) => Streams.GetValueOrDefault(stream, []);
}
