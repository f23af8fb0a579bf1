namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Party">the report, page or room it came from</param>
    public sealed record HearDataRequest(DateTimeOffset At, Guid Request, Guid Party, string Kind, DateTimeOffset AskedAt) : CaseCommand(Guid.Empty, At);

    /// <param name="Outcome">granted, partly, refused</param>
    /// <param name="Ground">for all but granted</param>
    public sealed record DraftDataAnswer(Guid Seat, DateTimeOffset At, Guid Request, Guid Reply, string Outcome, string? Ground, string Text) : CaseCommand(Seat, At);

    /// <param name="Because">complex, many</param>
    public sealed record DraftDataExtension(Guid Seat, DateTimeOffset At, Guid Request, Guid Reply, string Because, string Text) : CaseCommand(Seat, At);

    public sealed record ApproveDataDraft(Guid Seat, DateTimeOffset At, Guid Request) : CaseCommand(Seat, At);

    public sealed record ReturnDataDraft(Guid Seat, DateTimeOffset At, Guid Request, string Why) : CaseCommand(Seat, At);

    /// <summary>Time alone: it was not answered, or what was granted is erased.</summary>
    public sealed record PassDataTime(DateTimeOffset At, Guid Request) : CaseCommand(Guid.Empty, At);

    public sealed record NoteKeyDestroyed(DateTimeOffset At, Guid Request) : CaseCommand(Guid.Empty, At);

    /// <summary>Time alone: who a person is, of whom no violation was found, is erased.</summary>
    public sealed record EraseIdentity(DateTimeOffset At, Guid Person) : CaseCommand(Guid.Empty, At);

    public sealed record NoteIdentityKeysDestroyed(DateTimeOffset At, Guid Person) : CaseCommand(Guid.Empty, At);
}
