using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.ReadingReceipts;

/// <summary><c>GET /api/receipt</c>: how the matter stands, in the reporter's words.</summary>
internal static class ReadingReceipts
{
    public static void MapReadingReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/receipt", ReadAsync).For(CallerKind.Receipt).Produces<ReceiptView>().WithName("readReceipt");

    private static async Task<IResult> ReadAsync(HttpContext context, Reports reports, Readers readers)
    {
        var report = await reports.OfReceiptAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ETag = ETags.Of(report.Version);
        return Results.Json(ReceiptView.Of(report, await readers.OfAsync(report, context.RequestAborted)), Json.Options);
    }
}

/// <summary>What a receipt shows.</summary>
/// <param name="EvidenceNotice">to be shown before somebody chooses a file (P10)</param>
/// <param name="Consents">who may know the reporter, as far as it was asked (P16)</param>
/// <param name="NextDate">when the reporter can expect to hear next</param>
internal sealed record ReceiptView(
    string State, string? Body, IReadOnlyList<Reader> Readers, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, IReadOnlyList<MessageView> Messages,
    IReadOnlyList<OwnEvidence> Evidence, string EvidenceNotice, IReadOnlyList<ConsentView> Consents, DateTimeOffset? NextDate)
{
    public static ReceiptView Of(ReportState report, IReadOnlyList<Reader> readers) => new(
        report.Word, report.Body, readers, report.AcknowledgeDue, report.AcknowledgedAt,
        [.. report.Thread.Where(e => e.Kind == "message").Select(e => new MessageView(e.Id, e.From, e.At, e.Text))],
        [.. report.Evidence.Select(OwnEvidence.Of)], UploadNotice.Text,
        [.. report.ConsentsAsked.Select(a => new ConsentView(a.Audience, a.Body, a.Until, Consenting.AnswerOf(report, a.Audience)))],
        report.AcknowledgedAt is null ? report.AcknowledgeDue : null);
}

/// <param name="Audience">project, foundation, parent, counsel, eventStaff</param>
/// <param name="Body">the body that asks for the report, or would be asked</param>
/// <param name="Until">until then nobody there learns who the reporter is without a yes; a later answer still counts</param>
/// <param name="Answer">yes, no; null while it is open</param>
internal sealed record ConsentView(string Audience, string Body, DateTimeOffset Until, string? Answer);

/// <param name="From">reporter, committee</param>
internal sealed record MessageView(Guid Id, string From, DateTimeOffset At, string? Text);
