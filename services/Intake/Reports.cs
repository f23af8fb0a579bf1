using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Intake;

/// <summary>Finds reports, by id or by the private code of the caller. A code that opens nothing, whatever the reason, is 404.</summary>
internal sealed class Reports(IEventStore store, NpgsqlDataSource database, ServiceSettings settings, DomainClock clock)
{
    public const string Tenant = "*intake*";
    public const string StreamType = "report";

    public static StreamKey Key(Guid report) => new(Tenant, report);

    public static byte[] HashOf(ServiceSettings settings, string receipt) => Codes.Hash(settings.Pepper, "receipt", receipt);

    /// <summary>For the transaction in which somebody gets a private code.</summary>
    public static StoreStatement KeepCode(ServiceSettings settings, string receipt, Guid report) =>
        new(Tenant, "insert into app.codes (hash, tenant_id, report_id) values ($1, $2, $3)", HashOf(settings, receipt), Tenant, report);

    public async Task<ReportState?> FindAsync(Guid report, CancellationToken cancellationToken) =>
        ReportState.Of(await store.ReadAsync(Key(report), cancellationToken: cancellationToken));

    public async Task<IReadOnlyList<ReportState>> FindAsync(IReadOnlyList<Guid> reports, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync([.. reports.Distinct().Select(Key)], cancellationToken)).Select(ReportState.Of).OfType<ReportState>()];

    /// <summary>What followed from a report or page, also from a part of it: all that one private code leads to.</summary>
    public async Task<IReadOnlyList<FollowUp>> FollowUpsOfAsync(ReportState report, CancellationToken cancellationToken)
    {
        var all = new List<FollowUp>(report.FollowUps);
        for (var last = report.FollowUps; last.Count > 0; all.AddRange(last))
        {
            last = [.. (await FindAsync([.. last.Select(f => f.Report)], cancellationToken)).SelectMany(r => r.FollowUps)];
        }

        return all;
    }

    /// <summary>Pages of people whom a report names as affected, as far as they exist.</summary>
    public async Task<IReadOnlyList<ReportState>> PagesOfAsync(ReportState report, CancellationToken cancellationToken) => report.AffectedOf is not null || report.Filed.Affected.Count == 0 ? []
        : await FindAsync([.. report.Filed.Affected.Select((_, i) => AffectedPage.IdOf(report, i))], cancellationToken);

    /// <summary>What a report came from, as far up as it goes: the letter it was a part of, the report it follows, the one a page belongs to; with the pages of each.</summary>
    public async Task<IReadOnlyList<ReportState>> OriginsOfAsync(ReportState report, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, ReportState>();
        for (var last = new List<ReportState> { report }; last.Count > 0;)
        {
            var up = last.SelectMany(r => new[] { r.Filed.SplitFrom, r.Filed.FollowsUp, r.AffectedOf }).OfType<Guid>().Where(id => id != report.Id && !found.ContainsKey(id)).ToList();
            last = [.. await FindAsync(up, cancellationToken)];
            last.ForEach(r => found[r.Id] = r);
        }

        foreach (var origin in found.Values.ToList())
        {
            foreach (var page in await PagesOfAsync(origin, cancellationToken))
            {
                found[page.Id] = page;
            }
        }

        return [.. found.Values.Where(r => r.Id != report.Id)];
    }

    /// <summary>All that who is excluded here must not read either: what followed from it, its parts, the report a page belongs to, and whatever people wrote on its pages led to.</summary>
    public async Task<IReadOnlyList<Guid>> ReachedByAsync(ReportState report, CancellationToken cancellationToken)
    {
        var (reached, seen) = (new List<Guid>(), new HashSet<Guid> { report.Id });
        for (var last = new List<ReportState> { report }; last.Count > 0;)
        {
            var pages = new List<ReportState>();
            foreach (var one in last)
            {
                pages.AddRange(await PagesOfAsync(one, cancellationToken));
            }

            // What was told a moment ago is no report yet, and will be one.
            List<Guid> next = [.. last.SelectMany(r => r.FollowUps).Select(f => f.Report).Concat(last.Select(r => r.AffectedOf).OfType<Guid>()).Where(seen.Add)];
            reached.AddRange(next);
            last = [.. await FindAsync(next, cancellationToken), .. pages.Where(p => seen.Add(p.Id))];
        }

        return reached;
    }

    /// <summary>Which report a private code opens; null for none. A renewed code is none here.</summary>
    public async Task<Guid?> OfCodeAsync(string code, CancellationToken cancellationToken) => await CodeAsync(code, cancellationToken) is { Until: null } found ? found.Report : null;

    /// <summary>The report behind the receipt of this request.</summary>
    /// <param name="renewedToo">also for who has a renewed code, with what that shows (P21); else that is refused</param>
    public async Task<ReportState> OfReceiptAsync(HttpContext context, bool renewedToo = false)
    {
        var cancellationToken = context.RequestAborted;
        if (await CodeAsync(context.Caller().Subject, cancellationToken) is not { } code || code.Until <= clock.GetUtcNow() || await FindAsync(code.Report, cancellationToken) is not { } report)
        {
            throw new ProblemException(Problems.NotFound);
        }

        if (code.Since is { } since && report.LastRenewal?.At != since)
        {
            throw new ProblemException(Problems.NotFound); // a newer one was made
        }

        return code.Until is not { } until ? report
            : renewedToo ? Renewal.Since(report, code.Since!.Value, until)
            : throw new ProblemException(Problems.Refused("renewedCode", "P21", "With this code you can read what is new and write to us. For anything else, tell us in a message, or report again."));
    }

    private async Task<Code?> CodeAsync(string code, CancellationToken cancellationToken) => await database.ReadAsync(
        Tenant, "select report_id, since, until from app.codes where hash = $1", [HashOf(settings, code)],
        row => new Code(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2)), cancellationToken) is [var found] ? found : null;

    private sealed record Code(Guid Report, DateTimeOffset? Since, DateTimeOffset? Until);
}
