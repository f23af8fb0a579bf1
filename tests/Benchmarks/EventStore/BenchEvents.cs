using Coc.EventStore;

namespace Coc.Benchmarks.EventStore;

/// <summary>What the benchmark stores: bodies of 400 bytes with the kinds of members that real events have.</summary>
internal abstract record BenchEvent(Guid Case, NoteKind Kind, int Weight, DateTimeOffset When, IReadOnlyList<string> Tags)
{
    public const string Text =
        "The reviewer asked for the minutes of the second meeting and for the list of those who attended it; both were sent on the same day and read "
        + "by two members of the panel.";

    /// <summary>Plain text; raw reads it too.</summary>
    public sealed record NoteTaken(Guid Case, NoteKind Kind, int Weight, DateTimeOffset When, IReadOnlyList<string> Tags, string Body)
        : BenchEvent(Case, Kind, Weight, When, Tags);

    /// <summary>The same with its text encrypted.</summary>
    public sealed record NoteSealed(Guid Case, NoteKind Kind, int Weight, DateTimeOffset When, IReadOnlyList<string> Tags, Sensitive<string> Body)
        : BenchEvent(Case, Kind, Weight, When, Tags);

    public static EventTypes Types => new EventTypes().AddHierarchy(typeof(BenchEvent)).Add(typeof(NoteMoved));

    public static BenchEvent New(Guid stream, int number, DateTimeOffset now, bool secret) => secret
        ? new NoteSealed(stream, (NoteKind)(number % 3), number % 100, now, ["minutes", "attendance"], Sensitive.Of(Text, "panel"))
        : new NoteTaken(stream, (NoteKind)(number % 3), number % 100, now, ["minutes", "attendance"], Text);
}

/// <summary>An enum member, stored by name.</summary>
internal enum NoteKind
{
    Heard,
    Sent,
    Received,
}

/// <summary>A state folded from events: enough to decide on.</summary>
internal readonly record struct Notes(int Count, long Weight, int Characters)
{
    public Notes With(BenchEvent e) => new(Count + 1, Weight + e.Weight, Characters + (e is BenchEvent.NoteTaken taken ? taken.Body.Length : ((BenchEvent.NoteSealed)e).Body.Value!.Length));
}
