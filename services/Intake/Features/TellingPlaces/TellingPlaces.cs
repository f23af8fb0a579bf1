using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.TellingPlaces;

/// <summary><c>GET /internal/reports/{report}/places</c>: on which platforms it happened and when, so that it is secured before it is deleted there (R8). Which space, and everything else, stays here.</summary>
internal static class TellingPlaces
{
    public static void MapTellingPlaces(this IEndpointRouteBuilder routes) => routes.MapGet("/internal/reports/{report:guid}/places", async (HttpContext context, Guid report, Reports reports) =>
    {
        context.OnlyFor("cases");
        return Results.Json(Of(await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound)), Json.Options);
    }).For(CallerKind.Service).ExcludeFromDescription();

    public static ReportPlaces Of(ReportState report)
    {
        var (told, received) = (report.Filed.Text.Value, report.ReceivedAt);
        var first = Earlier(told?.Occurred?.From ?? received, received);
        var last = told?.Occurred is { Ongoing: true } ? received : Earlier(told?.Occurred?.To ?? first, received);
        return new(report.Id, [.. (told?.Spaces ?? []).Select(s => s.Split(':')[0]).Distinct()], first, last);
    }

    // What is to happen later has not been written yet.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
