namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveClocks(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.ClockBreached e => state with { Breaches = [.. state.Breaches, new(e.Clock, e.Due, e.Next, e.At)] },
        CaseEvent.CounterReportTied e => state with { CounterReports = [.. state.CounterReports, new(e.Case, e.Seats)] },
        _ => EvolveAccused(state, @event),
    };
}
