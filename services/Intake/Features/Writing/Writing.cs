using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Appealing;
using Coc.Intake.Features.Filing;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Writing;

/// <summary>
/// <c>POST /api/receipt/messages</c> <c>{text, report?}</c>, <c>/withdrawal</c> <c>{note?}</c>, <c>/consents</c> and <c>/told-ahead</c> <c>{wish}</c>: whether they wish to be told seven days before a measure ends (P14), and can be taken back. A withdrawal is a wish: the case goes on or ends as its committee
/// decides, and nobody asks for one (R65).
/// </summary>
internal static class Writing
{
    public static void MapWriting(this IEndpointRouteBuilder routes)
    {
        routes.MapEntry<WriteMessage>("messages", MessageAsync, renewedToo: true);
        routes.MapEntry<Withdraw>("withdrawal", Withdrawal);
        routes.MapEntry<Consents>("consents", Consent);
        routes.MapEntry<ToldAhead>("told-ahead", Ahead);
    }

    private static async Task<Addition> MessageAsync(WriteMessage request, ReportState report, Guid entry, HttpContext context)
    {
        new Check().Text(request.Text, "text", FilingLimits.Description).Throw();
        var to = await Entries.OfAsync(request.Report, report, context);
        var (text, renewed) = (Sensitive.Of(request.Text!, Owners.Reporter(to.Id)), report.RenewedUntil is not null);
        ReportEvent written = await context.RequestServices.GetRequiredService<AppealStandings>().AnsweredAsync(to, context.RequestAborted) is { } appeal
            ? new ReportEvent.ReporterWroteInAppeal(entry, appeal, text, renewed)
            : new ReportEvent.ReporterWrote(entry, Entry.Message, null, text, renewed, ToCase: true);
        return new(to, written, Alone: true);
    }

    private static ReportEvent Withdrawal(Withdraw request, ReportState report, Guid entry)
    {
        new Check().Optional(request.Note, "note", FilingLimits.LongText).Throw();
        return new ReportEvent.ReporterWrote(entry, Entry.Withdrawal, null, Sensitive.OfOptional(request.Note, Owners.Reporter(report.Id)));
    }

    private static ReportEvent Ahead(ToldAhead request, ReportState report, Guid entry)
    {
        new Check().That(request.Wish is not null, "wish", "must be true or false").Throw();
        return new ReportEvent.ReporterWrote(entry, Entry.ToldAhead, request.Wish == true ? Consenting.Yes : Consenting.No, null);
    }

    private static ReportEvent Consent(Consents request, ReportState report, Guid entry)
    {
        new Check().OneOf(request.Audience, "audience", Consenting.Audiences).OneOf(request.Answer, "answer", Consenting.Yes, Consenting.No).Throw();
        return new ReportEvent.ConsentGiven(entry, request.Audience!, request.Answer!);
    }
}

/// <param name="Report">a report that followed from this one; without it, this one</param>
internal sealed record WriteMessage(string? Text, Guid? Report);

internal sealed record Withdraw(string? Note);

internal sealed record ToldAhead(bool? Wish);

internal sealed record Consents(string? Audience, string? Answer);
