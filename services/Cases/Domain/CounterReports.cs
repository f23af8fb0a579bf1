namespace Coc.Cases.Domain;

/// <param name="Seats">who worked on both when it was said; nobody else learns of the other case from this one</param>
internal sealed record CounterReport(Guid Case, IReadOnlyList<Guid> Seats);

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

    public static Decision Tie(CaseState state, CaseCommand.TieCounterReport c) =>
        state.Id == c.Other.Id ? new Refusal("sameCase", "P3", "That report is in this case; unlink it first.")
        : state.CounterReports.Any(k => k.Case == c.Other.Id) ? Decision.Nothing
        : new CaseEvent.CounterReportTied(
            c.Other.Id, [.. state.Panel.Where(p => p.Sees && c.Other.SeatOf(p.Seat) is { Sees: true }).Select(p => p.Seat)], c.Seat, c.At);
}
