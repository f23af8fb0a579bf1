namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="State">done, missed, extended</param>
    public sealed record CheckStep(Guid Seat, DateTimeOffset At, Guid Step, string State, DateTimeOffset? Until) : CaseCommand(Seat, At);

    public sealed record PassStepTime(DateTimeOffset At, Guid Step) : CaseCommand(Guid.Empty, At);

    /// <param name="Outcome">kept, breached, notSeen</param>
    public sealed record TakeLook(Guid Seat, DateTimeOffset At, Guid Look, string Outcome, string? Note) : CaseCommand(Seat, At);

    public sealed record ReviewAgreement(Guid Seat, DateTimeOffset At, Guid Agreement, string Outcome, string? Note) : CaseCommand(Seat, At);
}
