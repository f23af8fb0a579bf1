namespace Coc.Cases.Domain;

/// <summary>Somebody it happened to, who did not report and got a code of their own.</summary>
/// <param name="Id">of the person in the report, and of their page, which is written to and read like a report's thread</param>
/// <param name="Number">how many one-time codes were made for it</param>
internal sealed record AffectedPage(Guid Id, Guid Report, int Number);

/// <summary>The affected person exists (P4): a page of their own, with the rights a receipt has.</summary>
internal static class AffectedPeople
{
    public static int NextNumber(CaseState state, Guid affected) => (state.Affected.FirstOrDefault(a => a.Id == affected)?.Number ?? 0) + 1;

    public static DateTimeOffset? EnteredAt(CaseState state, Guid affected) => state.ReportersSaid.FirstOrDefault(w => w.Report == affected && w.Kind == ReporterWord.Entered)?.At;

    public static Decision Make(CaseState state, CaseCommand.MakeAffectedCode c) =>
        c.Self ? new Refusal("hasReceipt", "P4", "This person reported, and has a private code already.")
        : EnteredAt(state, c.Affected) is not null ? Entered
        : c.Minor && state.MinorCounselAt is null ? new Refusal("minor", "P10", "This person is under age: ask counsel about that before anybody is contacted.")
        : c.MayBeContacted == "no" && !c.TheyAsked ? new Refusal("mayNotBeContacted", "P4", "The report says that this person is not to be contacted. Ask the reporter; or say that the person came to you.")
        : c.MayBeContacted == "askMe" && !c.TheyAsked && !c.ReporterAgrees ? new Refusal("askReporter", "P4", "The reporter wants to be asked before this person is contacted. Write to them, and say that they agree.")
        : new CaseEvent.AffectedCodeMade(c.Affected, c.Report, NextNumber(state, c.Affected), c.Seat, c.At, c.TheyAsked ? "theyAsked" : c.ReporterAgrees ? "reporterAgreed" : null);

    public static Refusal Entered => new("affectedEntered", "P4", "The person uses their own code already; write to them there.");

    /// <summary>What the next owner does not know of yet.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.Affected.Except(to.Affected).Select(a => new CaseEvent.AffectedCarried(a.Id, a.Report, a.Number, at));

    /// <summary>As a seat may know of them: who works for an event reads no page, and nothing that was written to one.</summary>
    public static CaseState SeenBy(CaseState state, PanelSeat? seat) => seat switch
    {
        { IsLent: true } => LentSeats.Shown(state, seat),
        { Role: PanelSeat.EventStaff } when state.Affected.Count > 0 => WithoutPages(state),
        _ => state,
    };

    /// <summary>Whether this seat must not even learn that it happened: whatever names a page, an objection to this seat (R27), or a thing that this seat is not shown.</summary>
    public static Func<CaseEvent, bool> HiddenFrom(CaseState state, PanelSeat seat)
    {
        var seen = SeenBy(state, seat);
        var hidden = state.Affected.Except(seen.Affected).Select(a => a.Id)
            .Concat(state.Messages.Except(seen.Messages).Select(m => m.Message))
            .Concat(state.Notes.Except(seen.Notes).Select(n => n.Id))
            .Concat(state.Communications.Except(seen.Communications).Select(c => c.Id))
            .Concat(state.Mediations.Except(seen.Mediations).Select(m => m.Id))
            .Concat(state.Apologies.Except(seen.Apologies).Select(a => a.Id))
            .Concat(state.Accused.Objections.Where(o => o.Seat == seat.Seat).Select(o => o.Id)) // judged by the others, who can say what they think of it
            .Concat(state.DataRequests.Select(r => r.Id).Except(seen.DataRequests.Select(r => r.Id))).ToHashSet();
        return happened => hidden.Count > 0 && happened.GetType().GetProperties().Any(p => p.GetValue(happened) is Guid id && hidden.Contains(id));
    }

    /// <summary>The case without anybody's page, and without what was written to one or from it.</summary>
    public static CaseState WithoutPages(CaseState state) => state with
    {
        Affected = [],
        Messages = [.. state.Messages.Where(m => state.ReportIds.Contains(m.Report))],
        Communications = [.. state.Communications.Where(m => m.Report is not { } report || state.ReportIds.Contains(report))],
        Mediations = [.. state.Mediations.Where(m => state.ReportIds.Contains(m.Thread))],
        Apologies = [.. state.Apologies.Where(a => state.ReportIds.Contains(a.Thread))],
        ReportersSaid = [.. state.ReportersSaid.Where(w => state.ReportIds.Contains(w.Report))],
        CommentRequests = [.. state.CommentRequests.Select(r => r with { Asked = [.. r.Asked.Where(a => state.ReportIds.Contains(a.Thread))] })],
        DataRequests = [.. state.DataRequests.Where(r => state.Affected.All(a => a.Id != r.Party))],
    };
}
