using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.AskingConsent;

/// <summary><c>GET /internal/reports/{report}/consents</c>: what the reporter said about audiences, at filing or since (P16).</summary>
internal static class AnsweringConsents
{
    public static void MapAnsweringConsents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/reports/{report:guid}/consents", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            return Results.Json(
                new ReportConsents(report, [.. from audience in Consenting.Audiences let answer = Consenting.AnswerOf(found, audience) where answer is not null select new AudienceConsent(audience, answer)]),
                Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
