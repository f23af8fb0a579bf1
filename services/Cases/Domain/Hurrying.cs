using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// A case that turns out to be urgent (P1): from now on it takes the way of one that came in so. Measures of 72 hours before triage, offers answered in 12 hours and read at once, and should nobody be left who takes
/// part, the ladder of those on duty. Urgency is raised and never lowered.
/// </summary>
internal static class Hurrying
{
    public const string Command = "urgency";
    public static readonly string[] Grounds = ["safetyConcern", "ongoingThreat", "minor"];

    public static Decision Raise(CaseState state, CaseCommand.RaiseUrgency c)
    {
        var raised = new CaseEvent.UrgencyRaised(c.Because, c.Seat, c.At);
        return new List<CaseEvent>([raised, .. state.Panel.Where(p => p.Awaited).Select(p => new CaseEvent.SeatReminded(p.Seat, c.At)), .. OfferedAnew(state.Apply([raised]), c.At)]);
    }

    /// <summary>What became urgent where it was, is urgent where it goes on.</summary>
    /// <param name="since">only what was said from then on; null: at any time</param>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at, DateTimeOffset? since = null) =>
        from.IsUrgent && !to.IsUrgent && (since is null || from.UrgentSince >= since) ? [new CaseEvent.UrgencyRaised(from.UrgentBecause ?? Grounds[0], Guid.Empty, at)] : [];

    // Who was asked with all the time of an ordinary case is asked again with that of an urgent one; what the reporters said about them holds.
    private static IEnumerable<CaseEvent> OfferedAnew(CaseState state, DateTimeOffset at)
    {
        if (state is not { Offer: { State: "offered" } offer } || Consenting.IsVoluntary(state))
        {
            return [];
        }

        var transfer = Ids.V5(offer.Id, "urgent");
        return
        [
            new CaseEvent.TransferRecalled(offer.Id, at),
            new CaseEvent.CaseOffered(transfer, state.Body, offer.To, offer.Rule, offer.Share, state.CodeName, [.. state.ThreadIds], Texts.OptionalPanel(offer.Context), at, Transferring.AnswerTime(state, at), Guid.Empty, at, offer.Audience, offer.PassedOver.Count == 0 ? null : offer.PassedOver),
            .. state.ThreadIds.Where(r => Appealing.Hears(state, r)).Select(r => new CaseEvent.ReporterMessaged(
                Ids.V5(transfer, $"told:{r}"), r, Texts.Reporter(r, $"This cannot wait, so {offer.To} may take over at once. If somebody there should not read it, please tell us who; nobody else learns it."), null, at)),
        ];
    }
}
