using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Two bodies are competent together (J10, R20): each has a case of its own, in its own tenant, behind its own wall.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The body that produces the event has the case first. Until it has said how the two handle it, the other body's seats are not asked.</summary>
    public sealed record JointlyCompetent(string With, DateTimeOffset ChooseBy, DateTimeOffset At) : CaseEvent;

    /// <summary>How it is handled: together; or alone on one of the seven grounds, and then a summary is owed.</summary>
    /// <param name="Mode">together, alone</param>
    /// <param name="By">null: nobody chose in time, so it is handled together</param>
    public sealed record JointHandlingChosen(string Mode, string? Ground, string With, Guid OtherCase, DateTimeOffset? SummaryDue, Guid? By, DateTimeOffset At) : CaseEvent;

    /// <summary>This case is the other body's.</summary>
    public sealed record JoinedTo(string Lead, Guid LeadCase, string Mode, string? Ground, DateTimeOffset? SummaryDue, DateTimeOffset At) : CaseEvent;

    /// <summary>Somebody acted at once, before anybody was asked (P9); what happened is in the report.</summary>
    /// <param name="By">acting seat, of the panel or not; <paramref name="ByAccount"/> is who holds it</param>
    /// <param name="OpenOrders">null for those of before the case followed them</param>
    public sealed record EmergencyMeasureTaken(
        Guid Measure, Guid Report, Guid Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, bool AlreadyDone, Guid By, Guid ByAccount, DateTimeOffset TakenAt,
        DateTimeOffset At, int? OpenOrders = null) : CaseEvent;

    /// <summary>Told to the other body's panel; the first one after acting alone is the summary owed.</summary>
    public sealed record SummarySent(Sensitive<string> Text, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>What the other body's panel told this one, under the keys of this one.</summary>
    public sealed record SummaryReceived(string From, Sensitive<string> Text, DateTimeOffset At) : CaseEvent;

    /// <summary>The summary is due soon.</summary>
    public sealed record SummaryReminded(DateTimeOffset At) : CaseEvent;

    /// <summary>The summary was not sent in time.</summary>
    public sealed record SummaryOverdue(DateTimeOffset At) : CaseEvent;

    /// <summary>The body that was told looks into what is left to it: its online spaces.</summary>
    public sealed record FollowUpOpened(Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The case changed hands, and what two bodies agreed about it came along: how they handle it, what was told, what is still owed.</summary>
    /// <param name="For">the body under whose code a leading case decides, where that is not its owner</param>
    public sealed record JointLinkCarried(
        bool Leads, string Other, Guid? OtherCase, string? For, DateTimeOffset? ChooseBy, string Mode, string? Ground, DateTimeOffset? ChosenAt, DateTimeOffset? SummaryDue,
        DateTimeOffset? SummaryMetAt, bool Reminded, bool Overdue, bool FollowedUp, IReadOnlyList<CarriedSummary> Summaries, DateTimeOffset At) : CaseEvent;

    /// <summary>The other body's case is another body's now.</summary>
    public sealed record JointPartnerChanged(string From, string To, Guid ToCase, DateTimeOffset At) : CaseEvent;
}

/// <summary>What one of two bodies told the other, encrypted anew where the case goes on.</summary>
internal sealed record CarriedSummary(string From, Sensitive<string> Text, DateTimeOffset At);
