using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ExplainingJurisdiction;

/// <summary>Which body would have a matter, rule by rule. No case is looked at, and nothing is kept.</summary>
internal static class JurisdictionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/jurisdiction", async (Api api, CancellationToken cancellationToken) => Show(FormState.Empty, await EventsAsync(api, cancellationToken), null, []));
        routes.MapPost("/foundation/jurisdiction", ExplainAsync);
    }

    private static async Task<IResult> ExplainAsync(HttpContext context, Api api, IStringLocalizer<JurisdictionTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var events = await EventsAsync(api, cancellationToken);
        Facts.Check(form, words["ConflictsWrong"]);
        if (!form.Fits)
        {
            return Show(form, events, null, []);
        }

        var bodies = await BodyCard.AllAsync(api, cancellationToken);
        try
        {
            var explanation = await api.SendAsync<Explanation>(HttpMethod.Post, "/api/jurisdiction/explain", Facts.Of(form, bodies), cancellationToken);
            return Show(form, events, explanation, bodies);
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared, ("projectConflicts", "projectConflicts.hard"), ("foundationConflicts", "foundationConflicts.hard")), events, null, bodies);
        }
    }

    // All of them, so that one can be chosen.
    private static Task<IReadOnlyList<EventCard>> EventsAsync(Api api, CancellationToken cancellationToken) => api.AllAsync<EventCard>("/api/events", cancellationToken);

    private static RazorComponentResult<JurisdictionPage> Show(FormState form, IReadOnlyList<EventCard> events, Explanation? explanation, IReadOnlyList<BodyCard> bodies) =>
        new(new { Form = form, Events = events, Explanation = explanation, Bodies = bodies });
}
