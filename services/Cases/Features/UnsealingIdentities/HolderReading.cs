using System.Collections.Concurrent;
using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.UnsealingIdentities;

/// <summary>
/// Whether anything is held in a case, for what <c>allowed</c> offers; a command asks anew. That nobody was named never changes, so of most reports Intake is asked once; while it is silent nothing is offered, as nothing
/// would be taken.
/// </summary>
internal sealed class HolderReading(ServiceChannel channel)
{
    private const int MostKept = 100_000;
    private readonly ConcurrentDictionary<Guid, bool> unheld = new();

    public Task<Holders> OfAsync(SeenCase seen, CancellationToken cancellationToken) =>
        seen is { Seat.MayDecide: false } || seen.State.HasGone ? Task.FromResult(Holders.None) : OfAsync(seen.State, $"seat:{seen.Seat.Seat}", cancellationToken);

    /// <summary>For whom an unsealing waits; nobody acts.</summary>
    public Task<Holders> OfAsync(CaseState state, CancellationToken cancellationToken) => OfAsync(state, $"system:{state.Id}", cancellationToken);

    /// <summary>For a rule that depends on it.</summary>
    /// <exception cref="HttpRequestException">Intake cannot say</exception>
    public async Task<Holders> SurelyAsync(CaseState state, string acting, CancellationToken cancellationToken)
    {
        List<Guid> open = [.. state.ReportIds.Where(r => !unheld.ContainsKey(r))];
        if (open.Count == 0)
        {
            return Holders.None;
        }

        var found = (await channel.PostAsync<HolderAnswer>("intake", "/internal/holders", new HolderQuestion(state.Body, open), acting, cancellationToken))?.Reports ?? [];
        Keep(found.Where(f => !f.Held));
        return new(found.Where(f => f.Seat is not null).ToDictionary(f => f.Report, f => f.Seat!.Value), found.Where(f => f.Minor).Select(f => f.Report).ToHashSet());
    }

    private async Task<Holders> OfAsync(CaseState state, string acting, CancellationToken cancellationToken)
    {
        try
        {
            return await SurelyAsync(state, acting, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ProblemWriter.IsOutage(e))
        {
            return Holders.None;
        }
    }

    private void Keep(IEnumerable<ReportHolder> found)
    {
        if (unheld.Count > MostKept)
        {
            unheld.Clear();
        }

        foreach (var report in found)
        {
            unheld[report.Report] = true;
        }
    }
}
