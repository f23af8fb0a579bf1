namespace Coc.Cases.Domain;

/// <summary>
/// What somebody lent by the foundation reads (P1, P16, P17): where a reporter did not agree to the foundation, no text of the panel that may say who they are, as nothing of that would go along at a hand-over
/// (<see cref="Transferring.Content"/>); nothing that was written on an affected person's page; what counsel said never.
/// </summary>
internal static class LentSeats
{
    public static CaseState Shown(CaseState state, PanelSeat seat)
    {
        var hidden = state.ReportIds.Any(IsSealed);
        var shown = AffectedPeople.WithoutPages(state);
        return shown with
        {
            Notes = hidden ? [.. state.Notes.Where(n => n.By == seat.Seat)] : state.Notes,
            Messages = [.. shown.Messages.Where(m => !IsSealed(m.Report))],
            DataRequests = [.. shown.DataRequests.Select(r => r.Person is null && IsSealed(r.Party) ? r with { Sent = null } : r)],
            Communications = [.. state.Communications.Where(c => c.State != "sent" || c.Report is not { } thread || (state.ReportIds.Contains(thread) && !IsSealed(thread)))], // a draft waits for the eyes of a second seat, and may have no other
            SafeguardingReached = Worded(state.SafeguardingReached),
            GuardiansReached = Worded(state.GuardiansReached),
            MinorChoices = hidden ? [.. state.MinorChoices.Select(c => c with { Reason = null })] : state.MinorChoices,
            Carried = hidden ? [.. state.Carried.Where(t => !Transferring.SaysWhoReported(t))] : state.Carried,
            Engagements = hidden ? [.. state.Engagements.Select(e => e with { Task = null, Words = [.. e.Words.Select(w => w with { Text = null })] })] : state.Engagements,
            PersonChanges = hidden ? [.. state.PersonChanges.Select(c => c with { Reason = null })] : state.PersonChanges,
            LegalRequests = [.. state.LegalRequests.Select(r => r with { Note = null })],
        };

        bool IsSealed(Guid thread) => Consenting.AnswerOf(state, thread, Consenting.AudienceOf(state, Lending.Role)) != Consenting.Yes;

        IReadOnlyList<Reached> Worded(IReadOnlyList<Reached> reached) => hidden ? [.. reached.Select(r => r with { Note = null })] : reached;
    }
}
