using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Facts about one body's notice of another body's sanction (R55).</summary>
internal abstract record NoticeEvent
{
    /// <param name="Receiver">the body that answers</param>
    /// <param name="Issuer">the body that decided</param>
    /// <param name="Case">its case</param>
    /// <param name="Released">the sanction is in force already</param>
    internal sealed record NoticeOffered(Guid Notice, string Receiver, Guid Sanction, string Issuer, Guid Case, Guid Person, string Type, SanctionTerm Term, string? Category,
        string Because, DateTimeOffset AnswerBy, bool Released, OfferDigest? Digest = null) : NoticeEvent;

    /// <summary>The measure this notice tells of came into force.</summary>
    internal sealed record OfferedSanctionReleased(DateTimeOffset At) : NoticeEvent;

    /// <summary>The measure it offers became milder.</summary>
    internal sealed record OfferedTermMoved(SanctionTerm Term) : NoticeEvent;

    /// <param name="Answer">none, soft, hard</param>
    internal sealed record NoticeConflictAnswered(Guid Seat, string Answer) : NoticeEvent;

    /// <summary>A seat asked what it was for (P18).</summary>
    internal sealed record CategoryRead(Guid Seat) : NoticeEvent;

    /// <summary>Whom it is about is another one too (R66): who had stated no conflict says so anew before they see whom it is about now.</summary>
    /// <param name="Walled">who is too close to the other one, and so to this one</param>
    internal sealed record ConflictsAskedAgain(IReadOnlyList<Guid> Walled, DateTimeOffset At) : NoticeEvent;

    /// <summary>One of two members wants this answer.</summary>
    internal sealed record AnswerSupported(Guid Seat, NoticeAnswer Answer) : NoticeEvent;

    internal sealed record NoticeAdopted(Guid Sanction, Guid Copy, Guid Seat) : NoticeEvent;

    internal sealed record NoticeAdapted(Guid Sanction, Guid Copy, Guid Seat, IReadOnlyList<string> Spaces, DateTimeOffset? Until) : NoticeEvent;

    internal sealed record NoticeDeclined(Guid Sanction, Guid Seat, string Reason, Sensitive<string>? Text) : NoticeEvent;

    /// <summary>Nobody answered in time: not adopted.</summary>
    internal sealed record NoticeLapsed(Guid Sanction) : NoticeEvent;

    /// <summary>What it told of is over.</summary>
    internal sealed record NoticeWithdrawn(Guid Sanction) : NoticeEvent;

    /// <summary>What was copied turned out wrong: the copy holds on until the body decides anew (R57).</summary>
    internal sealed record RedecisionAsked(Guid Sanction, Guid Copy, DateTimeOffset AnswerBy) : NoticeEvent;

    /// <summary>The body keeps its copy on grounds of its own.</summary>
    internal sealed record CopyKept(Guid Sanction, Guid Copy, Guid Seat) : NoticeEvent;

    /// <param name="Seat">null: nobody answered in time</param>
    internal sealed record CopyGivenUp(Guid Sanction, Guid Copy, Guid? Seat) : NoticeEvent;

    /// <summary>What the notice told was wrong (P18).</summary>
    /// <param name="Cause">overturned, mistaken (it was somebody else), wrongAccounts (some of those it told are somebody else's)</param>
    /// <param name="Seats">those that had opened it, who have to acknowledge that they know</param>
    internal sealed record CorrectionSent(Guid Sanction, string Cause, IReadOnlyList<Guid> Seats, DateTimeOffset At) : NoticeEvent;

    internal sealed record CorrectionAcknowledged(Guid Sanction, Guid Seat) : NoticeEvent;
}

/// <param name="Kind">adopted, adapted, declined; keep, giveUp</param>
/// <param name="Spaces">of an adaptation</param>
/// <param name="Reason">of a refusal: insufficient, notSevere, outOfScope, other</param>
internal sealed record NoticeAnswer(string Kind, IReadOnlyList<string> Spaces, DateTimeOffset? Until, string? Reason)
{
    public bool IsLike(NoticeAnswer other) =>
        Kind == other.Kind && Until == other.Until && Reason == other.Reason && Spaces.ToHashSet().SetEquals(other.Spaces);
}
