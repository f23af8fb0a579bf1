namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    public sealed record NoteMinor(Guid Seat, DateTimeOffset At) : CaseCommand(Seat, At);

    /// <param name="Seats">all who know from now on, two at most</param>
    /// <param name="Reason">needed where one takes another's place</param>
    /// <param name="Holders">who was told by reporters who they are, and of which of them a report says that they are under age</param>
    public sealed record NameMinorsSeats(Guid Seat, DateTimeOffset At, IReadOnlyList<Guid> Seats, string? Reason, Holders Holders) : CaseCommand(Seat, At);

    /// <param name="Note">who was reached, and what they said</param>
    public sealed record ReachSafeguarding(Guid Seat, DateTimeOffset At, string Note) : CaseCommand(Seat, At);

    public sealed record ReachGuardians(Guid Seat, DateTimeOffset At, string Note) : CaseCommand(Seat, At);
}
