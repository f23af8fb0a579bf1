using Coc.EventStore;

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
    /// <param name="Agreements">of those decisions, with how far they are kept (P12); null: from before they travelled</param>
    public sealed record DecisionsCarried(
        IReadOnlyList<DecidedBefore> Decisions, IReadOnlyList<FollowedSanction> Sanctions, IReadOnlyList<Guid> Ended, IReadOnlyList<ToldOf> Told, IReadOnlyList<Appeal> Appeals, int TimesTakenUp,
        DateTimeOffset At, IReadOnlyList<AgreedBefore>? Agreements = null) : CaseEvent;
}

/// <summary>A decision of an earlier owner.</summary>
internal sealed record DecidedBefore(Guid Decision, Guid Proposal, DecisionContent Content, IReadOnlyList<Measure> Measures, DateTimeOffset At);

/// <summary>Somebody knows of a decision: an accused person, or who has a thread of their own.</summary>
internal sealed record ToldOf(Guid? Person, Guid? Thread, Guid Decision, DateTimeOffset At);

/// <summary>An agreement of an earlier owner, as far as it is kept: its words for the panel and who is in it, as in the decision that made it (P12).</summary>
/// <param name="PassedOn">apologies that somebody got already: nobody is asked twice</param>
internal sealed record AgreedBefore(Guid Agreement, Guid Person, IReadOnlyList<StepBefore> Steps, DateTimeOffset MadeAt, bool Ended, DateTimeOffset? ReviewSince, IReadOnlyList<ApologyBefore> PassedOn);

/// <param name="Checks">a seat of the body that agreed it: elsewhere any of the panel checks</param>
/// <param name="State">open, done, missed</param>
internal sealed record StepBefore(Guid Step, Sensitive<string>? Who, Sensitive<string>? What, DateTimeOffset Due, Guid? Checks, IReadOnlyList<string> Sees, string State, Guid? By);

internal sealed record ApologyBefore(Guid Apology, Guid Thread, Guid By, DateTimeOffset At, Guid? PassedOnBy, DateTimeOffset PassedOnAt);
