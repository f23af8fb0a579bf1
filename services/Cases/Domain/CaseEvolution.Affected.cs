namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveAffected(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.AffectedCodeMade e => state.WithPage(new(e.Affected, e.Report, e.Number), e.At),
        CaseEvent.AffectedCarried e => state.WithPage(new(e.Affected, e.Report, e.Number), e.At),
        CaseEvent.EndAnnounced e => state with { Announced = state.Announced.SetItem(e.Sanction, e.Ends) },
        CaseEvent.EndToldAhead e => state with { ToldAhead = [.. state.ToldAhead, e] },
        _ => EvolveComments(state, @event),
    };

    private static CaseState WithPage(this CaseState state, AffectedPage page, DateTimeOffset at) => state.Came([page.Id], at) with { Affected = [.. state.Affected.Where(a => a.Id != page.Id), page] };

    // The first time counts, as long as they are here.
    private static CaseState Came(this CaseState state, IEnumerable<Guid> threads, DateTimeOffset at) =>
        state with { LateThreads = threads.Except(state.ThreadIds).Aggregate(state.LateThreads, (known, t) => known.SetItem(t, at)) };
}
