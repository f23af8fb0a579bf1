using Coc.EventStore;
using Coc.Liaison.Routing;
using Coc.Liaison.Transfers;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Liaison.Features.ListingTransfers;

/// <summary><c>GET /api/bodies/{slug}/transfers</c>: to and from the body, and those it settles as arbiter, newest first; walled per seat like the case it is about.</summary>
internal static class ListTransfers
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/transfers", async (string slug, HttpContext http, Wall wall, TransferRows rows, WalledRows walled, WalledTransfers transfers) =>
        {
            var (body, asker) = await wall.DecidingAsync(http.Caller(), slug, http.RequestAborted);
            var acting = body.Profile.ActingSlug;
            var page = await Paging.Of(http).PageAsync(from => rows.OfAsync(slug, from, http.RequestAborted), VisibleAsync, r => r.View.Id.ToString());
            return TypedResults.Ok(new Page<TransferView>([.. page.Items.Select(r => r.View)], page.Next));

            async Task<IEnumerable<TransferRow>> VisibleAsync(IReadOnlyList<TransferRow> found)
            {
                var open = await walled.VisibleAsync(found, r => new(r.Reports, [r.View.Id, .. r.Reports], r.View.To == slug && !IsLikeTheCase(r)), body, asker, http.RequestAborted);
                var asked = open.Where(IsLikeTheCase).Select(r => r.View.Id).ToList();
                var seen = await transfers.SeenAsync(asked, acting, asker, http.RequestAborted);
                return open.Where(r => !asked.Contains(r.View.Id) || seen.Contains(r.View.Id));
            }

            bool IsLikeTheCase(TransferRow row) => WalledTransfers.LikeTheCase(row.View.From, row.View.State, acting, row.View.Arbiter);
        }).For(CallerKind.Seat);
}

/// <summary>Reads the rows of one body.</summary>
internal sealed class TransferRows(NpgsqlDataSource database)
{
    private const string Columns = "transfer, from_body, to_body, reports, rule, code_name, offered_at, not_before, answer_by, state, reminded_at, arbiter, because, reason, settle_by, case_id";

    public Task<IReadOnlyList<TransferRow>> OfAsync(string body, Paging paging, CancellationToken cancellationToken) => database.ReadAsync(
        body,
        $"""
        select {Columns} from app.transfers
        where tenant_id = $1 and ($2::uuid is null or (offered_at, transfer) < (select t.offered_at, t.transfer from app.transfers t where t.tenant_id = $1 and t.transfer = $2))
        order by offered_at desc, transfer desc limit $3
        """,
        [body, paging.AfterId, paging.Limit + 1], Row, cancellationToken);

    /// <summary>Those to the body that offer one of these cases, or hold one of these reports: a case that came by way of another body has another id by then.</summary>
    public Task<IReadOnlyList<TransferRow>> ToAsync(string body, IEnumerable<Guid> cases, IEnumerable<Guid> reports, CancellationToken cancellationToken) => database.ReadAsync(
        body, $"select {Columns} from app.transfers where tenant_id = $1 and to_body = $1 and (case_id = any ($2) or reports && $3)", [body, cases.ToArray(), reports.ToArray()], Row, cancellationToken);

    private static TransferRow Row(NpgsqlDataReader row) => new(
        row.GetFieldValue<Guid[]>(3), row.IdOrNull(15),
        new(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.TextOrNull(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
            row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9), row.InstantOrNull(10), row.TextOrNull(11),
            row.TextOrNull(12), row.TextOrNull(13), row.InstantOrNull(14)));
}

/// <summary>A row and the reports its wall is about.</summary>
internal sealed record TransferRow(IReadOnlyList<Guid> Reports, Guid? Case, TransferView View);

/// <summary>A transfer as its bodies see it.</summary>
internal sealed record TransferView(
    Guid Id, string From, string To, string? Rule, string CodeName, DateTimeOffset OfferedAt, DateTimeOffset NotBefore, DateTimeOffset AnswerBy, string State,
    DateTimeOffset? RemindedAt, string? Arbiter, string? Because, string? Reason, DateTimeOffset? SettleBy);
