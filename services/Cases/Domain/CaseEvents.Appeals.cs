namespace Coc.Cases.Domain;

/// <summary>An appeal is a case of its own (R60, R61, P15): in the first case stands that there is one and how it ended, in the other what it is about.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>Somebody appeals the decision of this case; nothing of it waits for that (R62).</summary>
    /// <param name="Appeal">the entry in the room, or in the reporter's thread</param>
    /// <param name="By">accused, reporter</param>
    /// <param name="To">slug of the body that decides it</param>
    /// <param name="Decision">what is appealed; null (older events): the decision at hand then</param>
    public sealed record AppealReceived(Guid Appeal, string By, Guid? Person, Guid? Report, IReadOnlyList<string> Grounds, string To, Guid ToCase, DateTimeOffset At, Guid? Decision = null) : CaseEvent;

    /// <summary>How it ended.</summary>
    /// <param name="Outcome">uphold, change, overturn</param>
    /// <param name="Findings">what was found instead, and</param>
    /// <param name="Measures">what was imposed instead: from then on that holds</param>
    public sealed record AppealSettled(
        Guid Appeal, string Outcome, DateTimeOffset At, IReadOnlyList<Finding>? Findings = null, IReadOnlyList<Measure>? Measures = null) : CaseEvent;

    /// <summary>This case decides an appeal.</summary>
    /// <param name="Reports">those beside the one it opened with</param>
    /// <param name="Texts">the first file, without its panel's notes and what is privileged (P15, P17)</param>
    public sealed record AppealOpened(
        Guid Appeal, string OfBody, Guid OfCase, string By, Guid? Person, Guid? Report, IReadOnlyList<string> Grounds, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures,
        DateTimeOffset DecidedAt, IReadOnlyList<CaseReport> Reports, IReadOnlyList<CarriedText> Texts, DateTimeOffset At) : CaseEvent;

    /// <summary>The other appeal of the same decision is decided by another body now.</summary>
    public sealed record OtherAppealMoved(Guid From, Guid To, DateTimeOffset At) : CaseEvent;

    /// <summary>The decision on the appeal, as the first case has it too.</summary>
    public sealed record AppealDecided(Guid Appeal, string Outcome, DateTimeOffset At) : CaseEvent;

    /// <summary>Measures of the first decision end.</summary>
    public sealed record FirstMeasuresOverturned(Guid Appeal, string Outcome, IReadOnlyList<Guid> Sanctions, DateTimeOffset At) : CaseEvent;
}
