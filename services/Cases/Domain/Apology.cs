namespace Coc.Cases.Domain;

/// <summary>Room for an apology within an agreement (P12): the person may write one, or not; whom it is for may read it, or not, and nobody here learns which.</summary>
/// <param name="Thread">the report, or page, of whom it is for; shown to nobody in a room</param>
internal sealed record Apology(Guid Id, Guid Agreement, Guid Person, Guid Thread, Guid By, DateTimeOffset At)
{
    public const string Open = "open";
    public const string Written = "written";
    public const string Returned = "returned";
    public const string Over = "ended";

    /// <summary>What was written last, and waits to be looked at.</summary>
    public Guid? Waits { get; init; }

    /// <summary>Why it cannot go on as it was written; until it is written anew.</summary>
    public string? Why { get; init; }

    public IReadOnlyList<Guid> Entries { get; init; } = [];

    public DateTimeOffset? PassedOnAt { get; init; }

    public Guid? PassedOnBy { get; init; }

    /// <summary>The case went elsewhere before it was passed on.</summary>
    public bool Ended { get; init; }

    public bool IsPassedOn => PassedOnAt is not null;
}
