namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>
    /// What was decided before the case was taken up again: it holds, and travels with the case (R54, R17). Votes, objections and advice of counsel stay behind (P17).
    /// </summary>
    /// <param name="Sanctions">how far its measures are</param>
    /// <param name="Ended">measures whose place a later decision took</param>
    /// <param name="Told">who knows of which decision, since when: their time to appeal counts from that (R60)</param>
    /// <param name="Appeals">of those decisions, also open ones: how they end is told here</param>
    /// <param name="TimesTakenUp">how often the case was taken up again</param>
    public sealed record DecisionsCarried(
        IReadOnlyList<DecidedBefore> Decisions, IReadOnlyList<FollowedSanction> Sanctions, IReadOnlyList<Guid> Ended, IReadOnlyList<ToldOf> Told, IReadOnlyList<Appeal> Appeals, int TimesTakenUp,
        DateTimeOffset At) : CaseEvent;
}

/// <summary>A decision of an earlier owner.</summary>
internal sealed record DecidedBefore(Guid Decision, Guid Proposal, DecisionContent Content, IReadOnlyList<Measure> Measures, DateTimeOffset At);

/// <summary>Somebody knows of a decision: an accused person, or who has a thread of their own.</summary>
internal sealed record ToldOf(Guid? Person, Guid? Thread, Guid Decision, DateTimeOffset At);
