namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolvePanel(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.CoDeciderAsked e => state with
        {
            Loan = new(e.From, e.NotBefore),
            Handling = state.Handling with { Seats = [.. state.Handling.Seats, .. e.Seats] },
        },
        CaseEvent.UrgencyRaised e => state with { Urgency = CaseState.Urgent, UrgentSince = e.At, UrgentBecause = e.Because },
        CaseEvent.StepUpAnnounced e => state with { MovingUp = new(e.To, e.NotBefore, e.Because) },
        _ => EvolveJoint(state, @event),
    };

    private static IReadOnlyList<Declined> Declining(CaseState state, string body, bool declines) =>
        declines ? [.. state.Declined.Where(d => d.Body != body), new(body, [.. PanelStrength.Missing(state)])] : state.Declined;
}
