using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.UnsealingIdentities;

/// <summary>
/// <c>POST /api/cases/{id}/unsealings</c> <c>{report?, exception: law·courtOrder·imminentDanger, reason, recipients: [seat], outside?, lawForbidsTelling?}</c>, <c>/unsealings/{u}/agree</c>, and
/// <c>GET /api/cases/{id}/reports/{report}/identity</c>: for the holder, once without conflict, and for whom an unsealing names; for all others it is not there (R3, P11).
/// </summary>
internal static class UnsealingIdentities
{
    private const int MostRecipients = 20;

    public static void MapUnsealingIdentities(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Request>("unsealings", async (request, scope) =>
        {
            var recipients = request.Recipients ?? [];
            scope.Check
                .OneOf(request.Exception, "exception", Unsealing.Exceptions)
                .Text(request.Reason, "reason", TextLimits.Reason)
                .Optional(request.Outside, "outside", TextLimits.Reason)
                .That(recipients.Count <= MostRecipients, "recipients", $"must have at most {MostRecipients} entries")
                .That(recipients.Count > 0 || !string.IsNullOrWhiteSpace(request.Outside), "recipients", "must name who is to know")
                .That(request.LawForbidsTelling is not true || request.Exception != Unsealing.ImminentDanger, "lawForbidsTelling", "is for a law or a court's order only");
            var report = scope.ReportOf(request.Report, "report");
            scope.Check.Throw();
            var holder = await HolderAsync(scope.Context, report, scope.State.Body, scope.Seat);
            return new CaseCommand.AskUnsealing(
                scope.Seat, scope.Now, Ids.New(), report, request.Exception!, request.Reason!, [.. recipients.Distinct()], request.Outside, request.LawForbidsTelling ?? false,
                holder?.Seat, holder?.Minor ?? false);
        });
        cases.MapCommand<Nothing>(
            "unsealings/{thing}/agree",
            async (_, scope) =>
            {
                var holder = await HolderAsync(scope.Context, scope.State.Unsealings.Single(u => u.Id == scope.Thing).Report, scope.State.Body, scope.Seat);
                return new CaseCommand.AgreeUnsealing(scope.Seat, scope.Now, scope.Thing, holder?.Seat, holder?.Minor ?? false);
            },
            (state, id) => state.Unsealings.Any(u => u.Id == id));
        cases.MapGet("reports/{report:guid}/identity", ReadAsync);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Guid id, Guid report, CaseFinder finder, CaseReads reads, ServiceChannel channel)
    {
        var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
        var seat = seen.Seat.Seat;
        if (seen.State.HasGone || !seen.State.ReportIds.Contains(report) || !Unsealing.MayRead(seen.State, report, seat, (await HolderAsync(context, report, seen.State.Body, seat))?.Seat))
        {
            throw new ProblemException(Problems.NotFound);
        }

        await reads.RecordAsync(seen.Key, seen.Seat, "identity", report, context.RequestAborted);
        var identity = await channel.GetAsync<HeldIdentity>("intake", $"/internal/reports/{report}/identity?case={id}&seat={seat}&{Reading.Threads(seen.State)}", $"seat:{seat}", context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(identity ?? throw new ProblemException(Problems.NotFound), Json.Options);
    }

    private static Task<ReportHolder?> HolderAsync(HttpContext context, Guid report, string body, Guid seat) =>
        context.RequestServices.GetRequiredService<ServiceChannel>().GetAsync<ReportHolder>("intake", $"/internal/reports/{report}/holder?body={body}", $"seat:{seat}", context.RequestAborted);

    internal sealed record Request(Guid? Report, string? Exception, string? Reason, IReadOnlyList<Guid>? Recipients, string? Outside, bool? LawForbidsTelling);
}
