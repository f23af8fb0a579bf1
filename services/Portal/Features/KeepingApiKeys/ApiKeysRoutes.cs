using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingApiKeys;

/// <summary>Keys by which a body's bots ask for standing. A key is shown once, as the answer to the form that made it, and kept nowhere.</summary>
internal static class ApiKeysRoutes
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bodies/{slug}/api-keys", (string slug, string? said, HttpContext context, Api api) => ShowAsync(slug, FormState.Empty, null, said, api, context.RequestAborted));
        routes.MapPost("/bodies/{slug}/api-keys", MakeAsync);
        routes.MapGet("/bodies/{slug}/api-keys/{id:guid}/revoke", async (string slug, Guid id, HttpContext context, Api api) =>
            await FindAsync(slug, id, api, context.RequestAborted) is { } key ? new RazorComponentResult<RevokePage>(new { Slug = slug, Key = key }) : throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound")));
        routes.MapPost("/bodies/{slug}/api-keys/{id:guid}/revoke", async (string slug, Guid id, HttpContext context, Api api, Visitor visitor) =>
        {
            await api.DoAsync(HttpMethod.Delete, $"{Path(slug)}/{id}", new { }, context.RequestAborted);
            return Results.Redirect($"{visitor.Base}bodies/{Uri.EscapeDataString(slug)}/api-keys?said=revoked");
        });
    }

    private static async Task<IResult> MakeAsync(string slug, HttpContext context, Api api, IStringLocalizer<ApiKeysTexts> words, IStringLocalizer<MeasureTexts> measures)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        if (form["name"].Length is 0 or > LongestName)
        {
            return await ShowAsync(slug, form.Wrong("name", words["NameMissing", LongestName]), null, null, api, context.RequestAborted);
        }

        try
        {
            var made = await api.SendAsync<KeyMade>(HttpMethod.Post, Path(slug), new { name = form["name"] }, context.RequestAborted);
            return await ShowAsync(slug, FormState.Empty, made, null, api, context.RequestAborted);
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(slug, form.Wrong(refused, measures.Why(refused)), null, null, api, context.RequestAborted);
        }
    }

    private static async Task<IResult> ShowAsync(string slug, FormState form, KeyMade? made, string? said, Api api, CancellationToken cancellationToken)
    {
        var keys = await api.GetAsync<Listed<KeyItem>>(Path(slug), cancellationToken);
        return new RazorComponentResult<ApiKeysPage>(new { Slug = slug, Keys = keys.Items, Form = form, Made = made, Said = said ?? "" });
    }

    private static async Task<KeyItem?> FindAsync(string slug, Guid id, Api api, CancellationToken cancellationToken) =>
        (await api.GetAsync<Listed<KeyItem>>(Path(slug), cancellationToken)).Items.FirstOrDefault(k => k.Id == id && k.Revoked is null);

    private static string Path(string slug) => $"/api/bodies/{Uri.EscapeDataString(slug)}/api-keys";
}

public sealed record KeyItem(Guid Id, string? Name, DateTimeOffset MadeAt, DateTimeOffset? Revoked);

/// <summary>Prints nothing of the key.</summary>
public sealed record KeyMade(Guid Id, string Key, string? Name)
{
    public override string ToString() => $"{Id}";
}
