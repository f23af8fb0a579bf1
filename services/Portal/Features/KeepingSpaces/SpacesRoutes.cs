using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingSpaces;

/// <summary>A body's spaces and who looks after them.</summary>
internal static class SpacesRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bodies/{slug}/spaces", ListAsync);
        routes.MapGet("/bodies/{slug}/spaces/change", BeginAsync);
        routes.MapPost("/bodies/{slug}/spaces/change", SaveAsync);
        routes.MapGet("/bodies/{slug}/spaces/remove", async (string slug, string? space, HttpContext context, Api api) =>
            ShowRemove(slug, await RequireAsync(slug, space, api, context.RequestAborted), FormState.Empty));
        routes.MapPost("/bodies/{slug}/spaces/remove", RemoveAsync);
    }

    private static async Task<IResult> ListAsync(string slug, string? said, HttpContext context, Api api)
    {
        var list = await SpaceList.ReadAsync(api, slug, context.RequestAborted);
        var me = await Me.AskAsync(api, context.RequestAborted);
        return new RazorComponentResult<SpacesPage>(new
        {
            Slug = slug, List = list, Said = said ?? "", Executors = await SpaceList.ExecutorsAsync(api, slug, context.RequestAborted), MayManage = me.Managing().Count > 0,
        });
    }

    private static async Task<IResult> BeginAsync(string slug, string? space, HttpContext context, Api api)
    {
        var list = await SpaceList.ReadAsync(api, slug, context.RequestAborted);
        return await ShowAsync(slug, list, list.Find(space), FormState.Empty, api, context.RequestAborted);
    }

    private static async Task<IResult> SaveAsync(string slug, HttpContext context, Api api, Visitor visitor, IStringLocalizer<SpacesTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        return await Mending.ShowAsync(() => ChangeAsync(slug, form, context, api, visitor, words), $"bodies/{slug}/spaces/change", form, ["before", "space", "executors"], context.RequestAborted);
    }

    private static async Task<IResult> ChangeAsync(string slug, FormState form, HttpContext context, Api api, Visitor visitor, IStringLocalizer<SpacesTexts> words)
    {
        var cancellationToken = context.RequestAborted;
        var list = await SpaceList.ReadAsync(api, slug, cancellationToken);
        var before = list.Find(form["before"]);
        var name = before?.Space ?? form["space"];
        if (before is null)
        {
            CheckName(name, list, form, words);
        }

        if (form["mark"] != list.Mark)
        {
            form.Wrong("", words["Changed"]);
        }

        if (!form.Fits)
        {
            return await ShowAsync(slug, list, before, form, api, cancellationToken);
        }

        try
        {
            List<Guid> executors = [.. form.All("executors").Select(e => Guid.TryParse(e, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
            await SpaceList.SaveAsync(api, slug, [.. list.Without(name), new SpaceItem(name, executors)], cancellationToken);
            return Results.Redirect($"{visitor.Base}bodies/{Uri.EscapeDataString(slug)}/spaces?said=change");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return await ShowAsync(slug, list, before, form.Wrong(refused, words.Why(refused)), api, cancellationToken);
        }
    }

    private static void CheckName(string name, SpaceList list, FormState form, IStringLocalizer<SpacesTexts> words)
    {
        if (name.IndexOf(':', StringComparison.Ordinal) <= 0 || name.EndsWith(':'))
        {
            form.Wrong("space", words["SpaceMissing"]);
        }
        else if (list.Find(name) is not null)
        {
            form.Wrong("space", words["SpaceThere"]);
        }
    }

    private static async Task<IResult> RemoveAsync(string slug, HttpContext context, Api api, Visitor visitor, IStringLocalizer<SpacesTexts> words)
    {
        var (form, cancellationToken) = (FormState.Of(await context.Request.ReadFormAsync()), context.RequestAborted);
        var space = await RequireAsync(slug, form["space"], api, cancellationToken);
        var list = await SpaceList.ReadAsync(api, slug, cancellationToken);
        try
        {
            await SpaceList.SaveAsync(api, slug, list.Without(space.Space), cancellationToken);
            return Results.Redirect($"{visitor.Base}bodies/{Uri.EscapeDataString(slug)}/spaces?said=remove");
        }
        catch (Exception e) when (Mending.Of(e, context.RequestAborted) is { } refused)
        {
            return ShowRemove(slug, space, FormState.Of().Wrong("", words.Why(refused)));
        }
    }

    private static async Task<SpaceItem> RequireAsync(string slug, string? space, Api api, CancellationToken cancellationToken) =>
        (await SpaceList.ReadAsync(api, slug, cancellationToken)).Find(space) ?? throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound"));

    private static async Task<IResult> ShowAsync(string slug, SpaceList list, SpaceItem? space, FormState form, Api api, CancellationToken cancellationToken) => new RazorComponentResult<SpacePage>(new
    {
        Slug = slug, Space = space, list.Mark, Executors = await SpaceList.ExecutorsAsync(api, slug, cancellationToken), Form = form,
    });

    private static RazorComponentResult<RemoveSpacePage> ShowRemove(string slug, SpaceItem space, FormState form) => new(new { Slug = slug, Space = space, Form = form });
}
