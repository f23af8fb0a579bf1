using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingDuty;

/// <summary>Who watches: the rota of a body, one's own absence, and turns that are swapped.</summary>
internal static class DutyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/duty", (string slug, string? done, Api api, IStringLocalizer<DutyTexts> words, CancellationToken cancellationToken) =>
            ShowAsync(slug, FormState.Empty, words.Known("Done", done), api, cancellationToken));
        routes.MapPost("/foundation/bodies/{slug}/duty/absence", (string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<DutyTexts> words, IStringLocalizer<SeatWordsTexts> shared) =>
            CommandAsync(slug, context, visitor, api, words, shared, absence: true));
        routes.MapPost("/foundation/bodies/{slug}/duty/swap", (string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<DutyTexts> words, IStringLocalizer<SeatWordsTexts> shared) =>
            CommandAsync(slug, context, visitor, api, words, shared, absence: false));
        routes.MapGet("/foundation/bodies/{slug}/duty/change", async (string slug, Api api, CancellationToken cancellationToken) =>
        {
            var (body, rota) = await ProposingAsync(slug, api, cancellationToken);
            return ShowChange(DutyForms.Of(rota.Value, rota.Version), body, rota);
        });
        routes.MapPost("/foundation/bodies/{slug}/duty/change", ChangeAsync);
    }

    private static async Task<IResult> ChangeAsync(string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<DutyTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var (body, rota) = await ProposingAsync(slug, api, cancellationToken);
        DutyForms.Check(form, words);
        if (!form.Fits)
        {
            return ShowChange(form, body, rota with { Version = form["etag"] });
        }

        try
        {
            using var answer = await api.SendAsync(
                new(HttpMethod.Put, $"/api/bodies/{Uri.EscapeDataString(slug)}/duty") { Content = JsonContent.Create(DutyForms.Wanted(form), options: Platform.Http.Json.Options) }, null, form.Text("etag"), cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/changes?done={(answer.StatusCode == System.Net.HttpStatusCode.Accepted ? "proposed" : "confirmed")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            var stale = refused.Refusal.Status == StatusCodes.Status412PreconditionFailed;
            return ShowChange(form.Refused(refused.Refusal, shared, ("seats", DutyForms.Place(0))), body, stale ? rota : rota with { Version = form["etag"] });
        }
    }

    private static async Task<IResult> CommandAsync(
        string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<DutyTexts> words, IStringLocalizer<SeatWordsTexts> shared, bool absence)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var of = $"/api/bodies/{Uri.EscapeDataString(slug)}/duty";
        try
        {
            if (absence && form["back"] == "yes")
            {
                using var _ = await api.SendAsync(new(HttpMethod.Delete, $"{of}/absence"), null, null, cancellationToken);
                return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/duty?done=back");
            }

            foreach (var field in absence ? ["from", "to"] : new[] { "day" })
            {
                if (form.Day(field) is null)
                {
                    form.Wrong(field, words["DayMissing"]);
                }
            }

            if (!form.Fits)
            {
                return await ShowAsync(slug, form, null, api, cancellationToken);
            }

            if (absence)
            {
                await api.DoAsync(HttpMethod.Put, $"{of}/absence", new { From = form.Day("from"), To = form.Day("to") }, cancellationToken);
                return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/duty?done=away");
            }

            await api.DoAsync(HttpMethod.Post, $"{of}/swaps", new { Day = form.Day("day"), With = form.Text("with"), Return = form.Day("return") }, cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/changes?done=proposed");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowAsync(slug, form.Refused(refused.Refusal, shared), null, api, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(string slug, FormState form, string? done, Api api, CancellationToken cancellationToken)
    {
        var rota = await api.GetAsync<Rota>($"/api/bodies/{Uri.EscapeDataString(slug)}/duty", cancellationToken);
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        var mine = me.Seats.FirstOrDefault(s => s.Decides && s.Body == rota.Body)?.Id;
        return new RazorComponentResult<DutyPage>(new
        {
            Form = form, Body = body, Rota = rota, Mine = mine is { } seat && rota.Body == slug && (rota.Seats.Any(s => s.Seat == seat) || rota.Coming?.Any(t => t.Seat == seat) == true) ? mine : null,
            Proposes = rota.Body == slug && me.ProposesFor(body), Done = done,
        });
    }

    private static async Task<(BodyCard Body, Versioned<Rota> Rota)> ProposingAsync(string slug, Api api, CancellationToken cancellationToken)
    {
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        return me.ProposesFor(body) && !body.IsServed
            ? (body, await api.GetVersionedAsync<Rota>($"/api/bodies/{Uri.EscapeDataString(slug)}/duty", cancellationToken))
            : throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
    }

    private static RazorComponentResult<ChangeDutyPage> ShowChange(FormState form, BodyCard body, Versioned<Rota> rota) => new(new { Form = form, Body = body, Rota = rota.Value, rota.Version });
}
