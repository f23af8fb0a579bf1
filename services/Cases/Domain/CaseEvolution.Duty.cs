namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveDuty(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.HandedOn e => state with { HandingOn = new(e.Note, e.To, e.Until, e.By, e.At) },
        CaseEvent.TakenOn => state with { HandingOn = null },
        _ => EvolveJoint(state, @event),
    };
}
