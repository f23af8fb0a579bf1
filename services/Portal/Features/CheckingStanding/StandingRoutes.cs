using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.CheckingStanding;

/// <summary>"May this account take part here, now?" The account is asked about in a form and stands in no address; the page that answers is the form again.</summary>
internal static class StandingRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/standing", BeginAsync);
        routes.MapPost("/standing", CheckAsync);
    }

    private static async Task<IResult> BeginAsync(string? body, string? space, HttpContext context, Api api)
    {
        var me = await Me.AskAsync(api, context.RequestAborted);
        IReadOnlyList<string> mine = me.BodiesOf("member", "alternate", "moderator", "executor", "eventStaff");
        return Show(FormState.Of(("body", body ?? (mine.Count > 0 ? mine[0] : null)), ("space", space)), null);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, Api api, IStringLocalizer<StandingTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        var colon = form["account"].IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == form["account"].Length - 1)
        {
            form.Wrong("account", words["AccountMissing"]);
        }

        if (form["body"].Length == 0)
        {
            form.Wrong("body", words["BodyMissing"]);
        }

        if (!form.Fits)
        {
            return Show(form, null);
        }

        try
        {
            return Show(form, await api.SendAsync<StandingAnswer>(
                HttpMethod.Post, "/api/standing/checks", new { account = form["account"], body = form["body"], space = form.Text("space") }, context.RequestAborted));
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return Show(form.Wrong("body", words["BodyUnknown"]), null); // none, or none that this visitor may ask for
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return Show(form.Wrong(refused, measures.Why(refused)), null);
        }
    }

    private static RazorComponentResult<StandingPage> Show(FormState form, StandingAnswer? answer) => new(new { Form = form, Answer = answer });
}

/// <param name="Standing">clear, flagged, limited, suspended, banned</param>
public sealed record StandingAnswer(string Standing, DateTimeOffset? Until);
