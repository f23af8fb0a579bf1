namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveReturning(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.HandOverContested e => Given(state, e.Transfer, TransferOffer.ContestedState) with { Contested = new(e.Transfer, e.Arbiter, e.SettleBy) },
        CaseEvent.HandOverConfirmed e => Given(state, e.Transfer, "confirmed") with { Contested = null },
        CaseEvent.CaseReturned e => state.WithoutDrafts().WithoutEngagements(e.At) with { Gone = new(e.Transfer, e.To, e.ToCase, e.At), Contested = null },
        CaseEvent.CaseTakenBack e => Given(state, e.Transfer, "returned") with
        {
            Gone = null,
            Contested = null,
            CameBack = new(e.From, e.By, e.Reason, e.Work, e.At),
            Formerly = [.. state.Formerly.Append(e.FromCase).Union(e.Formerly ?? [])],
            MovingUp = null,
            TransferDueSince = state.TransferDueSince is null ? null : e.At,
            Declined = Declining(state, e.From, e.By != "sender"),
            Hops = e.Hop,
            AcknowledgedAt = state.AcknowledgedAt ?? e.AcknowledgedAt,
            Unacknowledged = e.AcknowledgedAt is null ? state.Unacknowledged : [],
            StatusDue = e.StatusDue,
            Carried = [.. state.Carried, .. e.Texts],
            Overruled = [.. state.Overruled, .. e.Overrulings ?? e.Overruled.Select(r => new Overruling(r, state.Contested?.Arbiter ?? e.By, e.At, null))],
        },
        CaseEvent.RecallWindowEnded => state with { WindowEnded = true },
        CaseEvent.CaseJoined e => state.Tied(e.Tied).Came(e.Reports.Select(r => r.Report), e.At) with
        {
            Reports = [.. state.Reports, .. e.Reports],
            Projects = [.. state.Projects.Union(e.Projects)],
            CameBy = [.. state.CameBy, e.Transfer],
            Joined = [.. state.Joined, e.FromCase],
            Formerly = [.. state.Formerly.Union(e.Formerly ?? [])],
            TakenFrom = [.. state.TakenFrom.Union(e.Taken ?? [])],
            Hops = Math.Max(state.Hops, e.Hop),
            Carried = [.. state.Carried, .. e.Texts],
            AcknowledgedAt = Owed(state.AcknowledgedAt, state.AcknowledgeDue, e.AcknowledgedAt, e.AcknowledgeDue).Told,
            AcknowledgeDue = Owed(state.AcknowledgedAt, state.AcknowledgeDue, e.AcknowledgedAt, e.AcknowledgeDue).Due,
            Unacknowledged = e.AcknowledgedAt is null ? [.. state.Unacknowledged, .. e.Reports.Select(r => r.Report)] : state.Unacknowledged,
        },
        _ => EvolveDeciding(state, @event),
    };

    // The sender keeps the transfer's state; in the receiver's stream it is not its own offer.
    private static CaseState Given(CaseState state, Guid transfer, string now) =>
        state.Offer is { } offer && offer.Id == transfer ? state with { Offer = offer with { State = now } } : state;
}
