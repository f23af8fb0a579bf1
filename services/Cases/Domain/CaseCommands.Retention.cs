namespace Coc.Cases.Domain;

internal abstract partial record CaseCommand
{
    /// <param name="Source">where it lies</param>
    /// <param name="Until">it is gone there after that</param>
    public sealed record NoteRetention(Guid Seat, DateTimeOffset At, Guid Retention, string Source, DateTimeOffset Until, string? Platform = null) : CaseCommand(Seat, At);

    /// <param name="Outcome">saved, lost, notNeeded</param>
    public sealed record SettleRetention(Guid Seat, DateTimeOffset At, Guid Retention, string Outcome) : CaseCommand(Seat, At);
}
