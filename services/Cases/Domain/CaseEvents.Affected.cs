namespace Coc.Cases.Domain;

/// <summary>Affected people who did not report (P4). Who they are, and what they write, lies with Intake; here are ids.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A seat has a one-time code to hand to an affected person, who has a thread of their own with it.</summary>
    /// <param name="Affected">the person, and their page</param>
    /// <param name="Report">that names them</param>
    /// <param name="Number">which code of the page it was</param>
    /// <param name="Because">theyAsked: the person came by themselves; reporterAgreed: who wanted to be asked first was</param>
    public sealed record AffectedCodeMade(Guid Affected, Guid Report, int Number, Guid By, DateTimeOffset At, string? Because = null) : CaseEvent;

    /// <summary>Who wished to be told before a measure ends was told of this end (P14); the message is beside it.</summary>
    /// <param name="Thread">report or page</param>
    /// <param name="Ends">the instant that was told, or when it was over</param>
    public sealed record EndToldAhead(Guid Thread, Guid Sanction, DateTimeOffset Ends, DateTimeOffset At) : CaseEvent;

    /// <summary>The registry said when a measure ends or becomes milder (P14). Kept for whoever wishes to be told only now.</summary>
    public sealed record EndAnnounced(Guid Sanction, DateTimeOffset Ends, DateTimeOffset At) : CaseEvent;

    /// <summary>The page came along with the case.</summary>
    public sealed record AffectedCarried(Guid Affected, Guid Report, int Number, DateTimeOffset At) : CaseEvent;
}
