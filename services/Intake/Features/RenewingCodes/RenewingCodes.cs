using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Intake.Notifying;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.RenewingCodes;

/// <summary><c>GET /internal/reports/{report}/renewal-facts</c>: whether a lost code could be renewed (P21).</summary>
internal static class RenewingCodes
{
    public static void MapRenewingCodes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/reports/{report:guid}/renewal-facts", async (HttpContext context, Guid report, Reports reports, MailSwitch mail) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(new RenewalFacts(report, Renewal.IsNamed(found), mail.IsOn && ReporterNews.RenewalAddressOf(found) is not null), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}

/// <summary>Makes the one-time code that is sent for a lost one, and exchanges it.</summary>
internal sealed class RenewedCodes(Reports reports, HandedCodes codes, ServiceSettings settings, DomainClock clock)
{
    /// <summary>Computed when the mail goes; null when it opens nothing any more.</summary>
    public string? CodeFor(ReportState report) => report.LastRenewal is { Taken: false } last && last.Until > clock.GetUtcNow() ? codes.Of(HandedCodes.Renewal, report.Id, last.Number) : null;

    /// <summary>What makes the one-time code the reporter's own; null: it is good for nothing.</summary>
    public async Task<Taking?> TakeAsync(byte[] claim, string own, CancellationToken cancellationToken)
    {
        if (await codes.FindAsync(HandedCodes.Renewal, claim, cancellationToken) is not { } found
            || await reports.FindAsync(found.Thing, cancellationToken) is not { } report
            || report.LastRenewal is not { Taken: false } last || last.Number != found.Number || last.Until <= clock.GetUtcNow())
        {
            return null;
        }

        return new(
            new ExchangedAnswer(own, null),
            new StreamAppend(Reports.Key(report.Id), Reports.StreamType, report.Version, [new NewEvent(Ids.New(), new ReportEvent.RenewedCodeTaken(last.Number))]),
            new StoreStatement(
                Reports.Tenant, "insert into app.codes (hash, tenant_id, report_id, since, until) values ($1, $2, $3, $4, $5)", Reports.HashOf(settings, own), Reports.Tenant, report.Id, last.At, last.Until),
            $"receipt:{report.Id}");
    }
}
