namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveClocks(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.ClockBreached e => state with { Breaches = [.. state.Breaches, new(e.Clock, e.Due, e.Next, e.At)] },
        _ => EvolveAccused(state, @event),
    };
}
