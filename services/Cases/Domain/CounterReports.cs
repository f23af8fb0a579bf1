namespace Coc.Cases.Domain;

/// <param name="Seats">who worked on both when it was said; nobody else learns of the other case from this one</param>
/// <param name="Brought">the case from which it is known here</param>
internal sealed record CounterReport(Guid Case, IReadOnlyList<Guid> Seats, Guid? Brought = null);

/// <summary>A report and the one with which it is answered stay two cases that know of each other, each with its own side (P3).</summary>
internal static class CounterReports
{
    public static Refusal StaysApart => new("counterReport", "P3", "One of the two is about somebody on the other's side: they stay two cases. Link it as a counter-report.");

    /// <summary>Both halves.</summary>
    public static PairDecision Decide(CaseState other, CaseState here, Guid seat, DateTimeOffset at)
    {
        var (there, own) = (CaseDecider.Decide(other, new CaseCommand.TieCounterReport(seat, at, here)), CaseDecider.Decide(here, new CaseCommand.TieCounterReport(seat, at, other)));
        return (own.Refusal ?? there.Refusal) is { } refusal ? refusal : new PairDecision(there.Events, own.Events, null);
    }

    /// <summary>Whether they are known to answer each other, also under the ids they had before.</summary>
    public static bool Are(CaseState one, CaseState other) => Names(one, other) || Names(other, one);

    /// <summary>Ids by which others may know it, beside its own: those it had before, however often it moved, and those of cases that went into it.</summary>
    public static IReadOnlyList<Guid> AlsoKnownAs(CaseState state) =>
    [
        .. new[] { state.CameFrom }.OfType<Guid>().Concat(state.Formerly).Concat(state.Joined).Concat(state.LinkedHere.SelectMany(l => (l.Taken.Formerly ?? []).Prepend(l.Case))).Distinct(),
    ];

    private static bool Names(CaseState one, CaseState other) => AlsoKnownAs(other) is var ids && one.CounterReports.Any(k => k.Case == other.Id || ids.Contains(k.Case));

    /// <summary>What the next owner, or the case that goes on with the reports, has to know: they stay apart there too. Who may see the other case is who saw it.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at) =>
        from.CounterReports.Where(k => k.Case != to.Id && to.CounterReports.All(known => known.Case != k.Case)).Select(k => new CaseEvent.CounterReportTied(k.Case, k.Seats, Guid.Empty, at, from.Id));

    public static Decision Tie(CaseState state, CaseCommand.TieCounterReport c) =>
        state.Id == c.Other.Id ? new Refusal("sameCase", "P3", "That report is in this case; unlink it first.")
        : state.CounterReports.Any(k => k.Case == c.Other.Id) ? Decision.Nothing
        : new CaseEvent.CounterReportTied(
            c.Other.Id, [.. state.Panel.Where(p => p.Sees && c.Other.SeatOf(p.Seat) is { Sees: true }).Select(p => p.Seat)], c.Seat, c.At);
}
