namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolvePanel(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CoDeciderAsked e => state with
        {
            Loan = new(e.From, e.NotBefore, e.Audience ?? Consenting.Foundation),
            Handling = state.Handling with { Seats = [.. state.Handling.Seats, .. e.Seats] },
        },
        CaseEvent.SeatsCalled e => state with { Handling = state.Handling with { Seats = [.. state.Handling.Seats, .. e.Seats] } },
        CaseEvent.SeatsEntrusted e => state with { Handling = state.Handling with { Seats = [.. state.Handling.Seats.Select(s => e.Seats.Contains(s.Seat) ? s with { Entrusted = true } : s)] } },
        CaseEvent.OutsideEngaged e => state with
        {
            Engagements = [.. state.Engagements, new(e.Engagement, e.Seat.Seat, e.As, e.Name.Value, e.Task.Value, e.Include.Value ?? [], e.TermsAcceptedAt, e.NotBefore, e.Until, e.Aside, e.By, e.At)],
            Handling = state.Handling with { Seats = [.. state.Handling.Seats, e.Seat] },
        },
        CaseEvent.OutsideReported e => state with { Engagements = state.Engagements.Replace(x => x.Id == e.Engagement, x => x with { Words = [.. x.Words, new(e.Word, e.Text.Value, e.At)] }) },
        CaseEvent.EngagementEnded e => state with { Engagements = state.Engagements.Replace(x => x.Id == e.Engagement, x => x with { EndedAt = e.At }) },
        // Also where it was said before anybody asked for a safeguarding contact: who is under age is so since it is known here.
        CaseEvent.UrgencyRaised e => state with { Urgency = CaseState.Urgent, UrgentSince = e.At, UrgentBecause = e.Because, MinorSince = state.MinorSince ?? (e.Because == Safeguarding.Noting ? e.At : null), MinorFound = state.MinorFound || e.Because == Safeguarding.Noting },
        CaseEvent.StepUpAnnounced e => state with { MovingUp = new(e.To, e.NotBefore, e.Because) },
        _ => EvolveDuty(state, @event),
    };

    // One that was declared beforehand counts like one that is stated without a name.
    private static CaseState Tied(this CaseState state, IReadOnlyList<Guid>? seats) => seats is null ? state : state with
    {
        Handling = state.Handling with { Seats = [.. state.Handling.Seats.Select(s => seats.Contains(s.Seat) ? s with { SoftTie = true } : s)] },
        Panel = state.Panel.Replace(p => seats.Contains(p.Seat), p => p with { SoftTie = true, SoftConflicts = Math.Max(1, p.SoftConflicts) }),
    };

    /// <summary>Who worked for the panel from outside has nothing to do with it from here on, whatever becomes of it.</summary>
    private static CaseState WithoutEngagements(this CaseState state, DateTimeOffset at) => state with { Engagements = [.. state.Engagements.Select(e => e with { EndedAt = e.EndedAt ?? at })] };

    private static IReadOnlyList<Declined> Declining(CaseState state, string body, bool declines) =>
        declines ? [.. state.Declined.Where(d => d.Body != body), new(body, [.. PanelStrength.Missing(state)])] : state.Declined;
}
