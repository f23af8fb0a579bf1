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
        : c.MayBeContacted == "no" && !c.TheyAsked ? new Refusal("mayNotBeContacted", "P4", "The report says that this person is not to be contacted. Ask the reporter; or say that the person came to you.")
        : new CaseEvent.AffectedCodeMade(c.Affected, c.Report, NextNumber(state, c.Affected), c.Seat, c.At);

    public static Refusal Entered => new("affectedEntered", "P4", "The person uses their own code already; write to them there.");

    /// <summary>What the next owner does not know of yet.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.Affected.Except(to.Affected).Select(a => new CaseEvent.AffectedCarried(a.Id, a.Report, a.Number, at));
}
