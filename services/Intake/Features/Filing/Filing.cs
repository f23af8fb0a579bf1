using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Features.ListingBodies;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Filing;

/// <summary>
/// <c>POST /api/reports</c>: one append, one round trip. With the private code of an earlier report as <c>relatesTo</c> it follows from that one: whoever may not read that, may not read this. Who happens to be signed in may file too; nothing ties the report to the account.
/// </summary>
internal static class Filing
{
    public static void MapFiling(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/reports", FileAsync).For(CallerKind.Public, CallerKind.Seat).Produces<FiledAnswer>(201).WithName("fileReport");

    private static async Task<IResult> FileAsync(
        HttpContext context, Idempotency idempotency, BodyDirectory bodies, Reports reports, IEventStore store, ServiceSettings settings, DomainClock clock)
    {
        await RequestBody.BytesAsync(context); // 415 and 413 come before anything about the key
        context.Response.Headers.CacheControl = "no-store";
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<FileReport>();
            FilingLimits.Require(request, await bodies.KnownAsync(known => Covers(known, request), cancellationToken));
            var report = Ids.New();
            var receipt = Codes.New();
            var answer = Answer.Of(201, FiledAnswer.Of(report, receipt, request.Reporter is { Kind: "named", MayWrite: true, Contact: { } contact } && MailSettings.IsAddress(contact.Trim())));
            var earlier = request.RelatesTo is { } code ? await reports.OfCodeAsync(code, cancellationToken) : null;
            var filed = Translation.Filed(request, report, incident: Ids.New(), followsUp: earlier);
            var append = new Append(
                [new StreamAppend(Reports.Key(report), Reports.StreamType, 0, [new NewEvent(Ids.New(), filed)])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: $"receipt:{report}", Incident: filed.Incident, TraceParent: Activity.Current?.Id))
            {
                Statements =
                [
                    Reports.KeepCode(settings, receipt, report),
                    .. key.Keep(answer),
                ],
            };
            await store.AppendAsync(append, cancellationToken);
            return answer;
        });
    }

    /// <summary>The names a report uses are all known.</summary>
    public static bool Covers(KnownNames known, FileReport request) =>
        (request.Projects ?? []).Take(FilingLimits.List).All(known.IsProject)
        && (request.Event is null || known.IsEvent(request.Event))
        && (request.AddressTo is null || known.IsAddressee(request.AddressTo));
}
