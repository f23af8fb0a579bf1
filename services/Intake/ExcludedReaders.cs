using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake;

/// <summary>
/// Whom people excluded reads nothing from the moment they said so, in whatever case it is asked for (P11). The case hears of it before the reporter is answered, or, where it cannot be reached, by a message, and from then on it is not there for them; until then, who was excluded by
/// a name, an account or an employer is found out here, for the one seat that would read. Whom a report excluded when it was filed was set aside before anybody was asked.
/// </summary>
internal sealed class ExcludedReaders(Reports reports, ServiceChannel channel)
{
    /// <summary>The seat may read what belongs to these reports and pages, as far as they go.</summary>
    /// <exception cref="ProblemException">404: it may not; 503: nobody can say whether it is meant</exception>
    public async Task RefuseAsync(IReadOnlyList<ReportState> read, Guid seat, CancellationToken cancellationToken)
    {
        var excluding = new List<ReportState>(read);
        foreach (var report in read)
        {
            excluding.AddRange(await reports.PagesOfAsync(report, cancellationToken));
            excluding.AddRange(await reports.OriginsOfAsync(report, cancellationToken));
        }

        if (excluding.SelectMany(r => r.Exclusions).Any(e => e.Seat == seat) || (ByWords(excluding) is { Count: > 0 } said && await IsMeantAsync(said, seat, cancellationToken)))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }

    /// <summary>The same for what belongs to a case: <c>reports</c> in the query names all its reports and pages, because whoever is excluded by one of them is out of the whole case.</summary>
    public async Task RefuseAsync(HttpContext context, IReadOnlyList<ReportState> read, Guid seat)
    {
        var named = ((string?)context.Request.Query["reports"])?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => Guid.TryParse(r, out var id) ? id : throw new ProblemException(Problems.NotFound)) ?? [];
        await RefuseAsync([.. read, .. await reports.FindAsync([.. named.Except(read.Select(r => r.Id))], context.RequestAborted)], seat, context.RequestAborted);
    }

    private static IReadOnlyList<Exclusion> ByWords(IEnumerable<ReportState> excluding) => [.. excluding.SelectMany(r => r.ExcludedLater).Where(e => new[] { e.Name, e.Account, e.Employer }.Any(t => !string.IsNullOrWhiteSpace(t)))];

    private async Task<bool> IsMeantAsync(IReadOnlyList<Exclusion> said, Guid seat, CancellationToken cancellationToken)
    {
        var called = await channel.GetAsync<SeatCalled>("liaison", $"/internal/seats/{seat}/called", $"seat:{seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable);
        return called.Seats.Any(s => said.Any(e => SetAside.Excludes(e, s)));
    }
}
