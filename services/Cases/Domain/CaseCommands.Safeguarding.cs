namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record NoteMinor(Guid Seat, DateTimeOffset At) : CaseCommand(Seat, At);

    /// <param name="Note">who was reached, and what they said</param>
    public sealed record ReachSafeguarding(Guid Seat, DateTimeOffset At, string Note) : CaseCommand(Seat, At);

    public sealed record ReachGuardians(Guid Seat, DateTimeOffset At, string Note) : CaseCommand(Seat, At);
}
