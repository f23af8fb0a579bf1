using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ErasingIdentities;

/// <summary><c>POST /internal/persons/{person}/needed</c>: whether any case, of whatever body, still needs to know who it is (P19).</summary>
internal static class AnsweringWhoIsNeeded
{
    private const int Most = 10_000;

    public static void MapAnsweringWhoIsNeeded(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/persons/{person:guid}/needed", async (HttpContext context, Guid person, CaseFinder finder) =>
        {
            context.OnlyFor("sanctions");
            var question = await context.ReadAsync<PersonNeededQuestion>();
            new Check().AtMost(question.Reports, "reports", Most).Throw();
            var needed = (await finder.OfThingsAsync([person], context.RequestAborted)).Any(s => s.Id != question.ButIn && Domain.ErasingIdentities.Needs(s, person))
                || await AnyWithoutCaseAsync(question.Reports ?? [], finder, context.RequestAborted);
            return Results.Json(new PersonNeeded(needed), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<bool> AnyWithoutCaseAsync(IReadOnlyList<Guid> reports, CaseFinder finder, CancellationToken cancellationToken)
    {
        foreach (var report in reports)
        {
            if ((await finder.ByThingAsync(report, cancellationToken)).Count == 0)
            {
                return true;
            }
        }

        return false;
    }
}
