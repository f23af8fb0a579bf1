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
        CaseEvent.UrgencyRaised e => state with { Urgency = CaseState.Urgent, UrgentSince = e.At },
        CaseEvent.StepUpAnnounced e => state with { MovingUp = new(e.To, e.NotBefore) },
        _ => EvolveJoint(state, @event),
    };
}
