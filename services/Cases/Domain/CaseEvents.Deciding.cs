using Coc.EventStore;

namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>Somebody proposed a decision; a written one ends by time.</summary>
    public sealed record DecisionProposed(Guid Proposal, string Route, DecisionContent Content, DateTimeOffset? WindowEnds, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A vote; a later one of the same seat replaces it.</summary>
    public sealed record VoteCast(Guid Proposal, Guid Seat, string Vote, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat objected, or asked for a meeting.</summary>
    public sealed record ObjectionRaised(Guid Proposal, Guid Seat, string Kind, DateTimeOffset At) : CaseEvent;

    /// <summary>Quorum and threshold were met.</summary>
    public sealed record ProposalAdopted(Guid Proposal, int Yes, int Present, int Eligible, DateTimeOffset At) : CaseEvent;

    /// <summary>They were not.</summary>
    public sealed record ProposalFailed(Guid Proposal, int Yes, int Present, int Eligible, DateTimeOffset At) : CaseEvent;

    /// <summary>Set aside: an objection, changes asked by counsel, or another body decides.</summary>
    public sealed record ProposalVoided(Guid Proposal, string Because, DateTimeOffset At) : CaseEvent;

    /// <summary>Adopted, and waiting for counsel (R44).</summary>
    public sealed record LegalAwaited(Guid Proposal, IReadOnlyList<string> Reasons, DateTimeOffset At) : CaseEvent;

    /// <summary>A question to counsel.</summary>
    /// <param name="Counsel">slug of the body whose counsel answers</param>
    /// <param name="Include">ids of evidence that counsel may see; labels in questions from before that</param>
    /// <param name="About">minor: what is to be done for somebody under age (P10)</param>
    public sealed record LegalAsked(
        Guid Request, Guid? Proposal, string Counsel, Sensitive<string> Question, Sensitive<IReadOnlyList<string>> Include, DateTimeOffset Due, Guid By,
        DateTimeOffset At, string? About = null) : CaseEvent;

    /// <summary>Counsel answered; the note is privileged and never travels (P17).</summary>
    /// <param name="Request">null for a consultation outside the system</param>
    public sealed record LegalAnswered(
        Guid? Request, Guid? Proposal, string Outcome, Sensitive<string>? Note, Sensitive<string>? ByWhom, Guid By, DateTimeOffset At, string? About = null) : CaseEvent;

    /// <summary>The decision. This event's id is <paramref name="Decision"/>: sanction ids derive from it.</summary>
    /// <param name="TellBy">by when everybody it concerns is told of it; null from before there was such a clock</param>
    public sealed record DecisionRecorded(
        Guid Decision, Guid Proposal, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures, Offer? Offer, string? Permission, bool Binding,
        DateTimeOffset At, DateTimeOffset? TellBy = null) : CaseEvent;

    /// <summary>A text about findings or the decision, waiting for another seat's eyes (P6).</summary>
    public sealed record CommunicationDrafted(
        Guid Communication, string To, Guid? Person, Guid? Report, Sensitive<string> Text, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another seat approved; that sends.</summary>
    public sealed record CommunicationApproved(Guid Communication, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another seat wants it changed.</summary>
    public sealed record CommunicationReturned(Guid Communication, Sensitive<string> Why, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The person knows of the decision.</summary>
    /// <param name="Sanctions">the person's measures of that decision; null from before that was kept</param>
    public sealed record PersonTold(Guid Person, Guid Communication, DateTimeOffset At, IReadOnlyList<Guid>? Sanctions = null) : CaseEvent;

    /// <summary>A measure of this case changed its state.</summary>
    public sealed record SanctionFollowed(Guid Sanction, string State, int OpenOrders, DateTimeOffset At) : CaseEvent;
}
