using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Mediation between somebody it is about and somebody it happened to (R41, P6).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The panel offers it to one pair; the affected person is asked first.</summary>
    /// <param name="Thread">the affected person's report, or page</param>
    /// <param name="AnswerBy">silence until then is no</param>
    public sealed record MediationOffered(Guid Mediation, Guid Person, Guid Thread, DateTimeOffset AnswerBy, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>One of the two said something on their own page; nobody is shown a no.</summary>
    /// <param name="Answer">yes, no, stop</param>
    /// <param name="SaidAt">when it was said; null from before that was kept</param>
    public sealed record MediationAnswered(Guid Mediation, Guid Entry, bool ByAffected, string Answer, DateTimeOffset At, DateTimeOffset? SaidAt = null) : CaseEvent;

    /// <summary>The affected person would; now the other side is asked.</summary>
    public sealed record MediationPersonAsked(Guid Mediation, DateTimeOffset AnswerBy, DateTimeOffset At) : CaseEvent;

    /// <summary>Both would. Until then nothing is decided.</summary>
    public sealed record MediationBegun(Guid Mediation, DateTimeOffset Until, DateTimeOffset At) : CaseEvent;

    /// <summary>It is over, without blame for anybody; the case goes on.</summary>
    /// <param name="Outcome">agreement, ended</param>
    /// <param name="By">null: one of the two, or time</param>
    public sealed record MediationEnded(Guid Mediation, string Outcome, Sensitive<string>? Note, Guid? By, DateTimeOffset At) : CaseEvent;

    /// <summary>The affected person's page shows it so from now on.</summary>
    public sealed record MediationShown(Guid Mediation, Guid Thread, string State, DateTimeOffset? Until, DateTimeOffset At) : CaseEvent;
}
