using System.Net;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.NotingOversight;

/// <summary>Who appoints, employs, supervises or funds seats of a body: those seats stay out of a case about that person.</summary>
internal static class OversightRoutes
{
    public static readonly string[] Relations = ["appoints", "employs", "supervises", "funds"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/oversight", (string slug, string? done, Api api, IStringLocalizer<OversightTexts> words, CancellationToken cancellationToken) =>
            ShowAsync(slug, FormState.Empty, words.Known("Done", done), api, cancellationToken));
        routes.MapPost("/foundation/bodies/{slug}/oversight", NoteAsync);
        routes.MapPost("/foundation/bodies/{slug}/oversight/{entry:guid}/end", EndAsync);
    }

    private static async Task<IResult> NoteAsync(string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<OversightTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        if (form["relation"].Length == 0)
        {
            form.Wrong("relation", words["RelationMissing"]);
        }

        if (form["name"].Length + form["accounts"].Length > 0 == form["body"].Length > 0)
        {
            form.Wrong("name", words["WhoMissing"]);
        }

        if (!form.Fits)
        {
            return await ShowAsync(slug, form, null, api, cancellationToken);
        }

        var seats = form.All("seats");
        var body = new { Relation = form["relation"], Name = form.Text("name"), Accounts = form.Lines("accounts"), Body = form.Text("body"), Seats = seats.Count == 0 ? null : seats };
        return await SendAsync(slug, new(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(slug)}/oversight") { Content = JsonContent.Create(body, options: Platform.Http.Json.Options) }, form, context, visitor, api, shared);
    }

    private static Task<IResult> EndAsync(string slug, Guid entry, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared) => SendAsync(
        slug, new(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(slug)}/oversight/{entry}/end") { Content = JsonContent.Create(new { }) }, FormState.Of(), context, visitor, api, shared);

    private static async Task<IResult> SendAsync(string slug, HttpRequestMessage request, FormState form, HttpContext context, Visitor visitor, Api api, IStringLocalizer<SeatWordsTexts> shared)
    {
        try
        {
            using var answer = await api.SendAsync(request, null, null, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}/{(answer.StatusCode == HttpStatusCode.Accepted ? "changes?done=proposed" : "oversight?done=noted")}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowAsync(slug, form.Refused(refused.Refusal, shared), null, api, context.RequestAborted);
        }
    }

    private static async Task<IResult> ShowAsync(string slug, FormState form, string? done, Api api, CancellationToken cancellationToken)
    {
        var oversight = await api.GetAsync<Oversight>($"/api/bodies/{Uri.EscapeDataString(slug)}/oversight", cancellationToken);
        var (me, body) = (await Me.AskAsync(api, cancellationToken), await BodyCard.OfAsync(api, slug, cancellationToken));
        return new RazorComponentResult<OversightPage>(new { Form = form, Body = body, Oversight = oversight, Proposes = me.ProposesFor(body), Done = done });
    }
}
