using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.HoldingIdentities;

/// <summary>
/// <c>GET /internal/reports/{report}/holder</c> and <c>/identity</c> (R3, P11): one person knows who reported; Cases says who else may, after two seats unsealed it. Every opening is recorded
/// before anything is shown.
/// </summary>
internal static class HoldingIdentities
{
    private const int Most = 1000;

    public static void MapHoldingIdentities(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/reports/{report:guid}").For(CallerKind.Service).ExcludeFromDescription();
        group.MapGet("holder", async (HttpContext context, Guid report, Reports reports, Readers readers) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            var body = (string?)context.Request.Query["body"];
            new Check().Text(body, "body", FilingLimits.Name).Throw();
            return Results.Json(await HolderAsync(found, body!, readers, context.RequestAborted), Json.Options);
        });
        group.MapGet("identity", OpenAsync);
        routes.MapPost("/internal/holders", async (HttpContext context, Reports reports, Readers readers) =>
        {
            context.OnlyFor("cases", "liaison");
            var surely = context.Caller().Subject == "liaison"; // by the answer it says who is asked first, which nobody does anew
            var asked = await context.ReadAsync<HolderQuestion>();
            new Check().Text(asked.Body, "body", FilingLimits.Name).AtMost(asked.Reports, "reports", Most).Throw();
            var found = await reports.FindAsync(asked.Reports ?? [], context.RequestAborted);
            return Results.Json(new HolderAnswer(await Task.WhenAll(found.Select(r => HolderAsync(r, asked.Body, readers, context.RequestAborted, surely)))), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
    }

    /// <param name="surely">while Liaison is silent there is no answer, instead of one that names nobody</param>
    private static async Task<ReportHolder> HolderAsync(ReportState report, string body, Readers readers, CancellationToken cancellationToken, bool surely = false)
    {
        var named = report.Filed.Text.Value?.Reporter is { Kind: Reporter.Held, Holder: { } holder } ? holder : null;
        return new(
            report.Id, named is null ? null : Holding.SeatOf(named, await readers.DecidingAsync(body, report.ReceivedAt, cancellationToken, surely)), named is not null, report.Filed.Affected.Any(a => a.Value is { Minor: "yes" }));
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Guid report, Reports reports, ExcludedReaders excluded, IEventStore store, DomainClock clock)
    {
        context.OnlyFor("cases");
        var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var (inCase, seat) = (context.IdOf("case"), context.IdOf("seat"));
        if (found.Filed.Text.Value?.Reporter is not { Kind: Reporter.Held } reporter)
        {
            throw new ProblemException(Problems.NotFound);
        }

        await excluded.RefuseAsync(context, [found], seat);

        await store.AppendAsync(
            new Append(
                [new StreamAppend(new(Reports.Tenant, Ids.V5(report, "reads")), "report_reads", StreamAppend.ExpectAny, [new NewEvent(Ids.New(), new ReportRead(report, inCase, seat, "identity"))])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: context.Caller().Acting, Seat: seat, Incident: found.Filed.Incident, TraceParent: Activity.Current?.Id)),
            context.RequestAborted);
        var self = found.Filed.Affected.Select(a => a.Value).OfType<Affected>().FirstOrDefault(a => a.Self);
        return Results.Json(
            new HeldIdentity(
                report, reporter.Name, reporter.Contact,
                self is null ? null : new(true, self.Name, self.Accounts, self.Contact, self.KnowsOfReport, self.Minor, self.MayBeContacted)),
            Json.Options);
    }
}
