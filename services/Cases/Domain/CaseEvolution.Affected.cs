namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveAffected(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.AffectedCodeMade e => state.WithPage(new(e.Affected, e.Report, e.Number)),
        CaseEvent.AffectedCarried e => state.WithPage(new(e.Affected, e.Report, e.Number)),
        _ => EvolveComments(state, @event),
    };

    private static CaseState WithPage(this CaseState state, AffectedPage page) => state with { Affected = [.. state.Affected.Where(a => a.Id != page.Id), page] };
}
