using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Requests of reporters, affected and accused people about what is kept of them (P19). What they wrote lies with Intake.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>Somebody asks. The month begins when they did.</summary>
    /// <param name="Party">report, page or room</param>
    /// <param name="Person">of a room</param>
    /// <param name="Kind">copy, correction, erasure, restriction</param>
    public sealed record DataRequested(Guid Request, Guid Party, Guid? Person, string Kind, DateTimeOffset AskedAt, DateTimeOffset Due, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat would answer so; another one looks at it.</summary>
    /// <param name="Outcome">granted, partly, refused; null: it takes longer</param>
    /// <param name="Ground">a code</param>
    public sealed record DataAnswerDrafted(Guid Request, Guid Draft, string? Outcome, string? Ground, Sensitive<string> Text, Guid By, DateTimeOffset At) : CaseEvent;

    public sealed record DataAnswerReturned(Guid Request, Guid Draft, Sensitive<string> Why, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>It takes two months more; the person was told why.</summary>
    /// <param name="Because">complex, many</param>
    /// <param name="By">null: it came along with the case</param>
    /// <param name="Said">what the person was told, where it came along</param>
    public sealed record DataRequestExtended(Guid Request, DateTimeOffset Until, string Because, Guid? By, DateTimeOffset At, DataAnswerSaid? Said = null) : CaseEvent;

    /// <summary>Two seats answered.</summary>
    /// <param name="By">the second; null: it came along with the case</param>
    /// <param name="Said">what the person was told, where it came along</param>
    public sealed record DataRequestAnswered(Guid Request, string Outcome, string? Ground, Guid? By, DateTimeOffset At, DataAnswerSaid? Said = null) : CaseEvent;

    /// <summary>A month went by without an answer.</summary>
    public sealed record DataRequestOverdue(Guid Request, DateTimeOffset At) : CaseEvent;

    /// <summary>The page of a reporter or affected person shows it so from now on.</summary>
    /// <param name="State">open, extended, granted, partly, refused</param>
    public sealed record DataRequestShown(Guid Request, Guid Thread, string State, string? Ground, DateTimeOffset Due, DateTimeOffset At) : CaseEvent;

    /// <summary>The time to take a copy is over: what the person gave, and what was written to them, is made unreadable here and with Intake.</summary>
    public sealed record OwnDataErased(Guid Request, Guid Party, bool IsRoom, DateTimeOffset At) : CaseEvent;

    /// <summary>It is done here: what is written to the person from now on has a key of its own. Without <see cref="OwnDataErased"/> before it, it was done where the case came from.</summary>
    public sealed record OwnKeyDestroyed(Guid Request, DateTimeOffset At) : CaseEvent;

    /// <summary>No violation by this person was found, and nobody can appeal any more: what says who they are is made unreadable here, with Intake, and in the registry.</summary>
    /// <param name="Reports">that name them</param>
    public sealed record IdentityErased(Guid Person, IReadOnlyList<Guid> Reports, DateTimeOffset At) : CaseEvent;

    /// <summary>It is done here.</summary>
    public sealed record IdentityKeysDestroyed(Guid Person, DateTimeOffset At) : CaseEvent;
}

/// <summary>With what text a request about data was answered in the case that came along; which seat of the other body wrote it is not in it.</summary>
/// <param name="Reply">the id it had there</param>
internal sealed record DataAnswerSaid(Guid Reply, Sensitive<string> Text, DateTimeOffset At);
