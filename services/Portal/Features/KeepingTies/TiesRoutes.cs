using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingTies;

/// <summary>My private ties: matched by machine, read by nobody.</summary>
internal static class TiesRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/ties", async (Api api, CancellationToken cancellationToken) => Show(TieForm.Of(await api.GetAsync<IReadOnlyList<Tie>>("/api/identity/ties", cancellationToken))));
        routes.MapPost("/account/ties", async (HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared) =>
        {
            var form = FormState.Of(await context.Request.ReadFormAsync(context.RequestAborted));
            var ties = TieForm.Written(form);
            try
            {
                await api.DoAsync(HttpMethod.Put, "/api/identity/ties", ties, context.RequestAborted);
                return form["more"] == "yes" ? Show(TieForm.Of(ties)) : Results.Redirect(visitor.Base + "account?done=ties");
            }
            catch (RefusedException refused) when (refused.Refusal.CanBeMended)
            {
                // Of a list of lists the place is in the words; the whole page is about it.
                return Show(form.Wrong("", refused.Refusal.Errors is { Count: > 0 } errors ? shared["NotLikeThis", string.Join(' ', errors.SelectMany(e => e.Value).Distinct())] : shared.OfRefusal(refused.Refusal)));
            }
        });
    }

    private static RazorComponentResult<TiesPage> Show(FormState form) => new(new { Form = form });
}
