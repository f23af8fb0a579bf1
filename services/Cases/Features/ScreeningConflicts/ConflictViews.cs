using System.Collections.Concurrent;
using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>What Intake shows of a report to who is asked (P1), kept for a minute in memory, for each audience by itself: a list is opened again and again, a statement stays as it was made.</summary>
internal sealed class ConflictViews(ServiceChannel channel, TimeProvider time)
{
    private const int Most = 2000;
    private const int AtOnce = 8;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(Guid Report, string As), (ConflictView View, DateTimeOffset Until)> kept = new();

    /// <summary>The reports of these cases, as this seat reads them.</summary>
    public async Task<IReadOnlyDictionary<Guid, ConflictView>> OfAsync(IReadOnlyCollection<CaseState> cases, TicketSeat seat, CancellationToken cancellationToken)
    {
        var asked = cases.SelectMany(c => c.ReportIds.Select(r => (Report: r, As: Reading.Query(c, seat.Role)))).DistinctBy(a => a.Report).ToDictionary(a => a.Report, a => a.As);
        IReadOnlyCollection<Guid> reports = asked.Keys;
        var now = time.GetUtcNow();
        if (kept.Count > Most)
        {
            kept.Clear();
        }

        var missing = reports.Where(r => !kept.TryGetValue((r, asked[r]), out var view) || view.Until <= now).ToList();
        if (missing.Count > 0)
        {
            await FetchAsync(missing[0], cancellationToken); // alone, so that the others find its ticket
        }

        await Parallel.ForEachAsync(
            missing.Skip(1), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (report, token) => await FetchAsync(report, token));
        return reports.Where(r => kept.ContainsKey((r, asked[r]))).ToDictionary(r => r, r => kept[(r, asked[r])].View);

        async Task FetchAsync(Guid report, CancellationToken token)
        {
            if (await channel.GetAsync<ConflictView>("intake", $"/internal/reports/{report}/conflict-view?{asked[report]}", $"seat:{seat.Id}", token) is { } view)
            {
                kept[(report, asked[report])] = (view, now + Kept);
            }
        }
    }
}
