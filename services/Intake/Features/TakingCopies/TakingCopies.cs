using Coc.Intake.Domain;
using Coc.Intake.Features.Appealing;
using Coc.Intake.Features.AskingBack;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Intake.Features.ReadingRooms;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.TakingCopies;

/// <summary>
/// <c>GET /api/receipt/data</c> and <c>GET /api/room/data</c>: a copy of one's own data as a file (P19), at once and as often as wanted. In it is what this person gave, and what their page shows them already; nothing that
/// others wrote for others. 409 <c>renewedCode</c> with a renewed code, which does not show the old thread.
/// </summary>
internal static class TakingCopies
{
    private const string Name = "my-data.json";

    public static void MapTakingCopies(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/receipt/data", OfReceiptAsync).For(CallerKind.Receipt).Produces<ReceiptCopy>().WithName("copyReceipt");
        routes.MapGet("/api/room/data", OfRoomAsync).For(CallerKind.Room).Produces<RoomCopy>().WithName("copyRoom");
    }

    private static async Task<IResult> OfReceiptAsync(HttpContext context, Reports reports, Readers readers, AppealStandings appeals, DomainClock clock)
    {
        var (report, now, cancellationToken) = (await reports.OfReceiptAsync(context), clock.GetUtcNow(), context.RequestAborted);
        var followed = await FollowUpView.OfAsync(report.FollowUps, report, reports, readers, cancellationToken);
        var page = ReceiptView.Of(report, await readers.OfAsync(report, cancellationToken), followed, await appeals.UntilAsync(report, cancellationToken), now);
        return File(context, ReceiptCopy.Of(report, page, now));
    }

    private static async Task<IResult> OfRoomAsync(HttpContext context, Rooms rooms, Reports reports, Readers readers, WaysBack waysBack, DomainClock clock)
    {
        var (room, now) = (await rooms.OfCodeAsync(context), clock.GetUtcNow());
        var deciders = room.Body is { } body ? (await readers.DecidingAsync(body, context.RequestAborted)).Readers : [];
        return File(context, new RoomCopy(now, RoomView.Of(room, deciders, await FollowUpView.OfAsync(room.Complaints, null, reports, readers, context.RequestAborted), now) with { WaysBack = await waysBack.ShownAsync(room, context.RequestAborted) }));
    }

    private static IResult File<T>(HttpContext context, T copy)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{Name}\"";
        return Results.Json(copy, Json.Options);
    }
}

/// <summary>What a reporter, or an affected person, gave and was shown.</summary>
/// <param name="Filed">what the reporter filed; null where somebody else wrote it down, or it is somebody else's report</param>
/// <param name="Said">everything sent since, oldest first</param>
/// <param name="Page">what the receipt shows</param>
internal sealed record ReceiptCopy(DateTimeOffset MadeAt, FiledCopy? Filed, IReadOnlyList<SaidCopy> Said, ReceiptView Page)
{
    public static ReceiptCopy Of(ReportState report, ReceiptView page, DateTimeOffset now) => new(
        now,
        report.AffectedOf is null && report.Forwarded is null && report.Filed.SplitFrom is null
            ? new(report.ReceivedAt, report.Filed.Projects, report.Filed.Event, report.Filed.SafetyConcern, report.Filed.Text.Value, [.. report.Filed.Subjects.Select(s => s.Value)], [.. report.Filed.Affected.Select(a => a.Value)])
            : null,
        [.. report.Thread.Where(e => e.From == "reporter").Select(e => new SaidCopy(e.Id, e.Kind, e.At, e.Answer, e.Text))],
        page);
}

/// <param name="Text">null when erased</param>
internal sealed record FiledCopy(
    DateTimeOffset At, IReadOnlyList<string> Projects, string? Event, bool SafetyConcern, FiledText? Text, IReadOnlyList<Subject?> Subjects, IReadOnlyList<Affected?> Affected);

/// <param name="Kind">message, withdrawal, checkIn, comment, dataRequest</param>
internal sealed record SaidCopy(Guid Id, string Kind, DateTimeOffset At, string? Answer, string? Text);

/// <summary>What an accused person sent, and was shown.</summary>
internal sealed record RoomCopy(DateTimeOffset MadeAt, RoomView Page);
