using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Features.ListingTransfers;
using Coc.Liaison.Routing;
using Coc.Liaison.Transfers;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Liaison.Features.ListingIncidentNotices;

/// <summary><c>GET /api/bodies/{slug}/incident-notices</c> (R23, P7): code name and category, walled per seat like a case.</summary>
internal static class ListIncidentNotices
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/incident-notices", async (string slug, HttpContext http, Wall wall, NoticeRows rows, WalledNotices walled, ServiceChannel channel) =>
        {
            var (body, asker) = await wall.DecidingAsync(http.Caller(), slug, http.RequestAborted);
            var page = await Paging.Of(http).PageAsync(
                from => rows.OfAsync(slug, from, http.RequestAborted),
                found => walled.VisibleAsync(found, body, asker, http.RequestAborted),
                r => r.Id.ToString());
            var visible = page.Items;
            var persons = visible.Select(r => r.Person).OfType<Guid>().Distinct().ToList();
            var names = persons.Count == 0
                ? []
                : await channel.PostAsync<CodeNameAnswer>("sanctions", "/internal/code-names", new CodeNameQuestion(slug, persons), asker.Acting(), http.RequestAborted) is { } answer
                    ? persons.Zip(answer.CodeNames).ToDictionary()
                    : [];
            return TypedResults.Ok(new Page<NoticeView>(
                [.. visible.Select(r => new NoticeView(r.Id, r.Body, r.Person, r.Person is { } p ? names.GetValueOrDefault(p) : null, r.Category, r.At, r.State))], page.Next));
        }).For(CallerKind.Seat);

    internal sealed record NoticeView(Guid Id, string Body, Guid? Person, string? CodeName, string? Category, DateTimeOffset At, string State);
}

/// <summary>
/// A notice is not there for whom its case sets aside, and once that has come to the reading body, for whom the case is not there either (P7). Only Cases knows whom that is: where it does not say, the notice is
/// there for nobody.
/// </summary>
internal sealed class WalledNotices(WalledRows walled, TransferRows transfers, WalledTransfers cases)
{
    public async Task<IEnumerable<NoticeRow>> VisibleAsync(IReadOnlyList<NoticeRow> found, BodyEntry body, Asker asker, CancellationToken cancellationToken)
    {
        var open = await walled.VisibleAsync(found, r => new(r.Reports, r.Things), body, asker, cancellationToken);
        var acting = body.Profile.ActingSlug;
        var came = (await transfers.ToAsync(body.Slug, open.Select(n => n.Case).OfType<Guid>(), open.SelectMany(n => n.Reports), cancellationToken))
            .Where(t => WalledTransfers.LikeTheCase(t.View.From, t.View.State, acting, t.View.Arbiter)).ToList();
        var seen = await cases.SeenAsync([.. came.Select(t => t.View.Id)], acting, asker, cancellationToken);
        return open.Where(n => came.All(t => seen.Contains(t.View.Id) || !n.IsOf(t)));
    }
}

/// <summary>Reads the rows of one reading body.</summary>
internal sealed class NoticeRows(NpgsqlDataSource database)
{
    public Task<IReadOnlyList<NoticeRow>> OfAsync(string reader, Paging paging, CancellationToken cancellationToken) => database.ReadAsync(
        reader,
        """
        select notice, body, reports, person, category, at, state, case_id from app.incident_notices
        where tenant_id = $1 and ($2::uuid is null or (at, notice) < (select n.at, n.notice from app.incident_notices n where n.tenant_id = $1 and n.notice = $2))
        order by at desc, notice desc limit $3
        """,
        [reader, paging.AfterId, paging.Limit + 1],
        row => new NoticeRow(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<Guid[]>(2), row.IdOrNull(3), row.TextOrNull(4), row.GetFieldValue<DateTimeOffset>(5), row.GetString(6),
            row.IdOrNull(7)),
        cancellationToken);
}

/// <summary>A notice as stored.</summary>
internal sealed record NoticeRow(Guid Id, string Body, IReadOnlyList<Guid> Reports, Guid? Person, string? Category, DateTimeOffset At, string State, Guid? Case)
{
    public IReadOnlyList<Guid> Things => Case is { } @case ? [.. Reports, @case] : Reports;

    public bool IsOf(TransferRow transfer) => (Case is not null && transfer.Case == Case) || transfer.Reports.Intersect(Reports).Any();
}
