namespace Coc.Cases.Domain;

/// <summary>
/// What somebody lent by the foundation reads (P1, P16, P17): where a reporter did not agree to the foundation, no text of the panel that may say who they are, as nothing of that would go along at a hand-over; what
/// counsel said never.
/// </summary>
internal static class LentSeats
{
    public static CaseState Shown(CaseState state, PanelSeat seat)
    {
        var hidden = state.ReportIds.Any(IsSealed);
        return state with
        {
            Notes = hidden ? [.. state.Notes.Where(n => n.By == seat.Seat)] : state.Notes,
            Messages = [.. state.Messages.Where(m => !IsSealed(m.Report))],
            Carried = hidden ? [.. state.Carried.Where(t => !Transferring.SaysWhoReported(t))] : state.Carried,
            LegalRequests = [.. state.LegalRequests.Select(r => r with { Note = null })],
        };

        bool IsSealed(Guid report) => state.ReportIds.Contains(report) && Consenting.AnswerOf(state, report, Consenting.AudienceOf(state, Lending.Role)) != Consenting.Yes;
    }
}
