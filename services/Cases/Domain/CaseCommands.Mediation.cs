namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Thread">the affected person's report, or page</param>
    public sealed record OfferMediation(Guid Seat, DateTimeOffset At, Guid Mediation, Guid Person, Guid Thread, MediationBars Bars) : CaseCommand(Seat, At);

    /// <param name="Outcome">agreement, ended</param>
    public sealed record EndMediation(Guid Seat, DateTimeOffset At, Guid Mediation, string Outcome, string? Note) : CaseCommand(Seat, At);

    /// <param name="Mediation">null: a wish, before anything is offered</param>
    /// <param name="Party">the report, page or room it was said from</param>
    /// <param name="Answer">yes, no, stop</param>
    public sealed record AnswerMediation(DateTimeOffset At, Guid? Mediation, Guid Party, Guid Entry, string Answer) : CaseCommand(Guid.Empty, At)
    {
        /// <summary>When it was said; what is heard first was not always said first.</summary>
        public DateTimeOffset SaidAt { get; init; } = At;
    }

    public sealed record PassMediationTime(DateTimeOffset At, Guid Mediation) : CaseCommand(Guid.Empty, At);
}

/// <summary>What the reports say against mediation, or of who would be in it.</summary>
internal sealed record MediationBars(bool OfAffected, bool SafetyConcern, bool Minor, bool Violence);
