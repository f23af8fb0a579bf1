using Coc.Intake.Features.Appealing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.ReadingReceipts;

/// <summary><c>GET /api/receipt</c>: how the matter stands, in the reporter's words.</summary>
internal static class ReadingReceipts
{
    public static void MapReadingReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/receipt", ReadAsync).For(CallerKind.Receipt).Produces<ReceiptView>().WithName("readReceipt");

    private static async Task<IResult> ReadAsync(HttpContext context, Reports reports, Readers readers, AppealStandings appeals, DomainClock clock)
    {
        var report = await reports.OfReceiptAsync(context, renewedToo: true);
        var cancellationToken = context.RequestAborted;
        var threads = await FollowUpView.OfAsync(await reports.FollowUpsOfAsync(report, cancellationToken), report, reports, readers, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ETag = ETags.Of(report.Version);
        return Results.Json(ReceiptView.Of(report, report.RenewedUntil is null ? await readers.OfAsync(report, cancellationToken) : [], threads, await appeals.UntilAsync(report, cancellationToken), clock.GetUtcNow()), Json.Options);
    }
}
