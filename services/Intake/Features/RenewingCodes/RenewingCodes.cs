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

/// <summary>
/// <c>GET /internal/reports/{report}/renewal-facts</c>: whether a lost code could be renewed (P21); <c>…/renewals/{renewal}/half</c>: the half of a one-time code that is told the person.
/// </summary>
internal static class RenewingCodes
{
    public static void MapRenewingCodes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/reports/{report:guid}").For(CallerKind.Service).ExcludeFromDescription();
        group.MapGet("renewal-facts", async (HttpContext context, Guid report, Reports reports, MailSwitch mail) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            var address = ReporterNews.RenewalAddressOf(found, await reports.OriginsOfAsync(found, context.RequestAborted));
            return Results.Json(new RenewalFacts(report, Renewal.IsNamed(found), mail.IsOn && address is not null), Json.Options);
        });
        group.MapGet("renewals/{renewal:guid}/half", async (HttpContext context, Guid report, Guid renewal, Reports reports, RenewedCodes renewed) =>
        {
            context.OnlyFor("cases");
            _ = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(new RenewalHalf(renewed.ToldFor(report, renewal)), Json.Options);
        });
    }
}

/// <summary>
/// Makes the one-time code for a lost one, and exchanges it. Two halves: the mailed one is worth nothing to whoever reads the mailbox, nor the told one to the seat that tells it.
/// </summary>
internal sealed class RenewedCodes(Reports reports, HandedCodes codes, ServiceSettings settings, DomainClock clock)
{
    private const string Separator = "-";
    private const int MailedGroups = 3;
    private const int ToldGroups = 2;

    /// <summary>Computed when the mail goes; null when it opens nothing any more.</summary>
    public string? CodeFor(ReportState report) => report.LastRenewal is not { } last || !last.IsOpen(clock.GetUtcNow()) ? null
        : last.Halved ? MailedFor(report.Id, last.Number)
        : codes.Of(HandedCodes.Renewal, report.Id, last.Number);

    /// <summary>The half that is told: it can be computed before the renewal is known here, and again.</summary>
    public string ToldFor(Guid report, Guid renewal) => First(ToldGroups, ClaimCodes.Of(settings.Pepper, [.. "coc renewal half"u8, .. report.ToByteArray(), .. renewal.ToByteArray()]));

    /// <summary>For the transaction in which the code is made.</summary>
    public StoreStatement Keep(Guid report, Guid renewal, int number) => codes.Keep(HandedCodes.Renewal, report, number, MailedFor(report, number) + Separator + ToldFor(report, renewal));

    private string MailedFor(Guid report, int number) => First(MailedGroups, codes.Of(HandedCodes.Renewal, report, number));

    private static string First(int groups, string code) => string.Join(Separator, code.Split(Separator).Take(groups));

    /// <summary>What makes the one-time code the reporter's own; null: it is good for nothing.</summary>
    public async Task<Taking?> TakeAsync(byte[] claim, string own, CancellationToken cancellationToken)
    {
        if (await codes.FindAsync(HandedCodes.Renewal, claim, cancellationToken) is not { } found
            || await reports.FindAsync(found.Thing, cancellationToken) is not { } report
            || report.LastRenewal is not { } last || last.Number != found.Number || !last.IsOpen(clock.GetUtcNow()))
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
