namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="State">done, missed, extended</param>
    public sealed record CheckStep(Guid Seat, DateTimeOffset At, Guid Step, string State, DateTimeOffset? Until) : CaseCommand(Seat, At);

    public sealed record PassStepTime(DateTimeOffset At, Guid Step) : CaseCommand(Guid.Empty, At);

    /// <param name="Outcome">kept, breached, notSeen</param>
    public sealed record TakeLook(Guid Seat, DateTimeOffset At, Guid Look, string Outcome, string? Note) : CaseCommand(Seat, At);

    /// <param name="Thread">the report, or page, of whom it would be for</param>
    /// <param name="OfAffected">as Intake knows it; so is <paramref name="Minor"/>, of every report of the case</param>
    public sealed record InviteApology(Guid Seat, DateTimeOffset At, Guid Apology, Guid Agreement, Guid Thread, bool OfAffected, bool Minor) : CaseCommand(Seat, At);

    public sealed record HearApology(DateTimeOffset At, Guid Room, Guid Apology, Guid Entry) : CaseCommand(Guid.Empty, At);

    /// <param name="Why">for the person who wrote it, where it does not go on</param>
    public sealed record CheckApology(Guid Seat, DateTimeOffset At, Guid Apology, bool PassOn, string? Why) : CaseCommand(Seat, At);

    public sealed record ReviewAgreement(Guid Seat, DateTimeOffset At, Guid Agreement, string Outcome, string? Note) : CaseCommand(Seat, At);
}
