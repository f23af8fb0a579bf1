using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ReadingBodies;

/// <summary>One body's entry in the directory, the doors to everything else of it, and, for the admin, a new entry or a changed one.</summary>
internal static class BodyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}", async (string slug, string? done, Api api, IStringLocalizer<DirectoryTexts> words, CancellationToken cancellationToken) =>
        {
            var me = await Me.AskAsync(api, cancellationToken);
            return new RazorComponentResult<BodyEntryPage>(new { Me = me, Body = await BodyCard.OfAsync(api, slug, cancellationToken), Done = words.Known("Done", done) });
        });
        routes.MapGet("/foundation/bodies/{slug}/entry", async (string slug, Api api, CancellationToken cancellationToken) =>
        {
            await RequireAdminAsync(api, cancellationToken);
            var (body, version) = await api.GetVersionedAsync<BodyCard>($"/api/bodies/{Uri.EscapeDataString(slug)}", cancellationToken);
            return ShowChange(EntryForm.Of(body, version), body);
        });
        routes.MapPost("/foundation/bodies/{slug}/entry", ChangeAsync);
        routes.MapGet("/admin/bodies/new", async (Api api, CancellationToken cancellationToken) =>
        {
            await RequireAdminAsync(api, cancellationToken);
            return ShowNew(FormState.Of(("kind", "project"), ("handling", "foundation")));
        });
        routes.MapPost("/admin/bodies/new", AddAsync);
    }

    private static async Task<IResult> ChangeAsync(
        string slug, HttpContext context, Visitor visitor, Api api, IStringLocalizer<DirectoryTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var body = await BodyCard.OfAsync(api, slug, cancellationToken);
        form.DayOrNothing("verifiedOn", words["DayWrong"]);
        if (!form.Fits)
        {
            return ShowChange(form, body);
        }

        try
        {
            await api.DoAsync(HttpMethod.Patch, $"/api/bodies/{Uri.EscapeDataString(slug)}", EntryForm.Changed(form), cancellationToken, etag: form.Text("etag"));
            return Results.Redirect($"{visitor.Base}foundation/bodies/{slug}?done=changed");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return ShowChange(form.Refused(refused.Refusal, shared), body);
        }
    }

    private static async Task<IResult> AddAsync(HttpContext context, Visitor visitor, Api api, IStringLocalizer<DirectoryTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        if (form["slug"].Length == 0)
        {
            form.Wrong("slug", words["SlugMissing"]);
        }

        if (form["name"].Length == 0)
        {
            form.Wrong("name", words["NameMissing"]);
        }

        form.DayOrNothing("verifiedOn", words["DayWrong"]);
        if (!form.Fits)
        {
            return ShowNew(form);
        }

        try
        {
            var added = await api.SendAsync<BodyCard>(HttpMethod.Post, "/api/bodies", EntryForm.New(form), cancellationToken);
            return Results.Redirect($"{visitor.Base}foundation/bodies/{added.Slug}?done=added");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return ShowNew(form.Refused(refused.Refusal, shared));
        }
    }

    private static async Task RequireAdminAsync(Api api, CancellationToken cancellationToken)
    {
        if (!(await Me.AskAsync(api, cancellationToken)).IsAdmin)
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }
    }

    private static RazorComponentResult<ChangeEntryPage> ShowChange(FormState form, BodyCard body) => new(new { Form = form, Body = body });

    private static RazorComponentResult<ChangeEntryPage> ShowNew(FormState form) => new(new { Form = form });
}
