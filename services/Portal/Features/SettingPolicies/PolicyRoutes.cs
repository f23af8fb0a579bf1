using System.Text.Json;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.SettingPolicies;

/// <summary>The rules by which a body decides: what is in force, every version, and a change for a second person to confirm.</summary>
internal static class PolicyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/policy", async (string slug, Api api, CancellationToken cancellationToken) =>
        {
            var versions = await api.AllAsync<JsonElement>($"/api/bodies/{Uri.EscapeDataString(slug)}/policy/versions", cancellationToken);
            var policy = await api.GetAsync<JsonElement>($"/api/bodies/{Uri.EscapeDataString(slug)}/policy", cancellationToken);
            var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
            return new RazorComponentResult<PolicyPage>(new { Body = body, Policy = policy, Versions = versions, Proposes = me.ProposesFor(body) });
        });
        routes.MapGet("/foundation/bodies/{slug}/policy/change", async (string slug, Api api, CancellationToken cancellationToken) =>
        {
            var body = await ProposingAsync(slug, api, cancellationToken);
            var (policy, version) = await api.GetVersionedAsync<JsonElement>($"/api/bodies/{Uri.EscapeDataString(slug)}/policy", cancellationToken);
            return Show(PolicyForm.Of(policy, version), body, policy, version);
        });
        routes.MapPost("/foundation/bodies/{slug}/policy/change", ChangeAsync);
    }

    private static async Task<IResult> ChangeAsync(string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<PolicyTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var body = await ProposingAsync(slug, api, cancellationToken);
        var (policy, version) = await api.GetVersionedAsync<JsonElement>($"/api/bodies/{Uri.EscapeDataString(slug)}/policy", cancellationToken);
        PolicyForm.Check(form, words);
        if (!form.Fits)
        {
            return Show(form, body, policy, form["etag"]);
        }

        try
        {
            using var answer = await api.SendAsync(
                new(HttpMethod.Put, $"/api/bodies/{Uri.EscapeDataString(slug)}/policy") { Content = JsonContent.Create(PolicyForm.Wanted(form), options: Platform.Http.Json.Options) }, null, form.Text("etag"), cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/changes?done={(answer.StatusCode == System.Net.HttpStatusCode.Accepted ? "proposed" : "confirmed")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            // Of a form that is out of date the next try replaces what stands beside it.
            var stale = refused.Refusal.Status == StatusCodes.Status412PreconditionFailed;
            return Show(form.Refused(refused.Refusal, shared), body, policy, stale ? version : form["etag"], stale);
        }
    }

    private static async Task<BodyCard> ProposingAsync(string slug, Api api, CancellationToken cancellationToken)
    {
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        return me.ProposesFor(body) ? body : throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
    }

    private static RazorComponentResult<ChangePolicyPage> Show(FormState form, BodyCard body, JsonElement policy, string? version, bool stale = false) =>
        new(new { Form = form, Body = body, Policy = policy, Version = version, Stale = stale });
}
