using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingWebhooks;

/// <summary>Where a space's orders are sent, so that a bot carries them out: one seat proposes, another confirms. A secret is shown once, as the answer to the form that made it.</summary>
internal static class WebhooksRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bodies/{slug}/webhooks", (string slug, string? said, HttpContext context, Api api) => ShowAsync(slug, FormState.Empty, null, said, api, context.RequestAborted));
        routes.MapPost("/bodies/{slug}/webhooks", ProposeAsync);
        routes.MapPost("/bodies/{slug}/webhooks/{id:guid}/secret", ChangeSecretAsync);
        routes.MapPost("/bodies/{slug}/webhooks/{id:guid}/confirm", (string slug, Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<WebhooksTexts> words) =>
            DoAsync(slug, id, "confirm", form => new { proposal = form.Text("proposal") }, context, api, visitor, words));
        routes.MapPost("/bodies/{slug}/webhooks/{id:guid}/resume", (string slug, Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<WebhooksTexts> words) =>
            DoAsync(slug, id, "resume", _ => new { }, context, api, visitor, words));
        routes.MapPost("/bodies/{slug}/webhooks/{id:guid}/remove", (string slug, Guid id, HttpContext context, Api api, Visitor visitor, IStringLocalizer<WebhooksTexts> words) =>
            DoAsync(slug, id, "remove", _ => new { }, context, api, visitor, words));
        routes.MapGet("/bodies/{slug}/webhooks/{id:guid}/remove", (string slug, Guid id, HttpContext context, Api api) => AskAsync(slug, id, "remove", context, api));
        routes.MapGet("/bodies/{slug}/webhooks/{id:guid}/secret", (string slug, Guid id, HttpContext context, Api api) => AskAsync(slug, id, "secret", context, api));
        routes.MapGet("/bodies/{slug}/webhooks/{id:guid}/deliveries", DeliveriesAsync);
    }

    private static async Task<IResult> ProposeAsync(string slug, HttpContext context, Api api, IStringLocalizer<WebhooksTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        if (form["space"].Length == 0)
        {
            form.Wrong("space", words["SpaceMissing"]);
        }

        if (!form["url"].StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !form["url"].StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            form.Wrong("url", words["UrlMissing"]);
        }

        return await SecretAsync(slug, form, Path(slug), new { space = form["space"], url = form["url"] }, context, api, words);
    }

    private static async Task<IResult> ChangeSecretAsync(string slug, Guid id, HttpContext context, Api api, IStringLocalizer<WebhooksTexts> words) =>
        await SecretAsync(slug, FormState.Of(), $"{Path(slug)}/{id}/secret", new { }, context, api, words);

    private static async Task<IResult> SecretAsync(string slug, FormState form, string call, object body, HttpContext context, Api api, IStringLocalizer<WebhooksTexts> words)
    {
        if (!form.Fits)
        {
            return await ShowAsync(slug, form, null, null, api, context.RequestAborted);
        }

        try
        {
            return await ShowAsync(slug, FormState.Empty, await api.SendAsync<SecretShown>(HttpMethod.Post, call, body, context.RequestAborted), null, api, context.RequestAborted);
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(slug, form.Wrong(refused, words.Why(refused)), null, null, api, context.RequestAborted);
        }
    }

    private static async Task<IResult> DoAsync(
        string slug, Guid id, string what, Func<FormState, object> body, HttpContext context, Api api, Visitor visitor, IStringLocalizer<WebhooksTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        try
        {
            var removes = what == "remove";
            await api.DoAsync(removes ? HttpMethod.Delete : HttpMethod.Post, $"{Path(slug)}/{id}{(removes ? "" : "/" + what)}", body(form), context.RequestAborted);
            return Results.Redirect($"{visitor.Base}bodies/{Uri.EscapeDataString(slug)}/webhooks?said={what}");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(slug, FormState.Of().Wrong("", words.Why(refused)), null, null, api, context.RequestAborted);
        }
    }

    private static async Task<IResult> AskAsync(string slug, Guid id, string what, HttpContext context, Api api)
    {
        var webhook = (await api.GetAsync<Listed<WebhookItem>>(Path(slug), context.RequestAborted)).Items.FirstOrDefault(w => w.Id == id);
        return webhook is null
            ? throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound"))
            : new RazorComponentResult<WebhookAskPage>(new { Slug = slug, Webhook = webhook, What = what });
    }

    private static async Task<IResult> DeliveriesAsync(string slug, Guid id, string? cursor, HttpContext context, Api api)
    {
        var deliveries = await api.GetAsync<Listed<DeliveryItem>>(Addresses.With($"{Path(slug)}/{id}/deliveries", ("cursor", cursor)), context.RequestAborted);
        return new RazorComponentResult<DeliveriesPage>(new { Slug = slug, Id = id, Deliveries = deliveries });
    }

    private static async Task<IResult> ShowAsync(string slug, FormState form, SecretShown? secret, string? said, Api api, CancellationToken cancellationToken)
    {
        var webhooks = await api.GetAsync<Listed<WebhookItem>>(Path(slug), cancellationToken);
        var spaces = await api.FindAsync<List<SpaceOfBody>>($"/api/bodies/{Uri.EscapeDataString(slug)}/spaces", cancellationToken) ?? [];
        return new RazorComponentResult<WebhooksPage>(new
        {
            Slug = slug, Webhooks = webhooks.Items, Spaces = (IReadOnlyList<string>)[.. spaces.Select(s => s.Space).OfType<string>()], Form = form, Secret = secret, Said = said ?? "",
            Seats = await SeatWords.ReadAsync(api, slug, cancellationToken),
        });
    }

    private static string Path(string slug) => $"/api/bodies/{Uri.EscapeDataString(slug)}/webhooks";

    private sealed record SpaceOfBody(string? Space);
}
