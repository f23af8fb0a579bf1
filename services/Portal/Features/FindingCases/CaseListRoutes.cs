using Coc.Portal.Features.SeeingWhatWaits;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FindingCases;

/// <summary>The cases of a body: listed by what stands in the address, searched by what does not.</summary>
internal static class CaseListRoutes
{
    private const int Page = 50;
    private const int Most = 200;
    private static readonly string[] Sought = ["q", "account"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases", ListAsync);
        routes.MapPost("/cases/search", SearchAsync);
        routes.MapGet("/cases/search", (Visitor visitor) => Results.Redirect(visitor.Base + "cases")); // opened anew, such as after a change of language: what was searched for is gone
    }

    private static async Task<IResult> ListAsync(HttpContext context, Api api, KnownBodies bodies, string? body, string? state, string? assignee, string? due, string? cursor)
    {
        var cancellationToken = context.RequestAborted;
        var me = await Me.AskAsync(api, cancellationToken);
        if (me.HandlesIn.Count == 0)
        {
            return new RazorComponentResult<CasesPage>();
        }

        var filter = CaseFilter.Of(body ?? me.HandlesIn[0], state, assignee, due);
        if (!me.HandlesIn.Contains(filter.Body))
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound")); // no other body's list is there, whether or not there is such a body
        }

        var items = api.GetAsync<Listed<WaitingCase>>(filter.Asked(cursor, Page), cancellationToken);
        var late = LateAsync(api, filter, cancellationToken);
        var page = await items;
        return Show(new(me, await bodies.OfAsync(api, me.HandlesIn, cancellationToken), filter, page.Items, await late, page.Next, null), FormState.Empty);
    }

    private static async Task<IResult> SearchAsync(HttpContext context, Api api, KnownBodies bodies, IStringLocalizer<CasesTexts> words, IStringLocalizer<RefusalTexts> refusals)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var me = await Me.AskAsync(api, cancellationToken);
        var filter = new CaseFilter(form["body"]);
        if (!me.HandlesIn.Contains(filter.Body))
        {
            throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        }

        var sought = new SearchedFor(form.Text("q"), form.Text("account"));
        if (sought is { Q: null, Account: null })
        {
            form.Wrong("q", words["SearchEmpty"]);
        }

        foreach (var field in Sought.Where(f => form[f].Length > Most))
        {
            form.Wrong(field, words["SearchTooLong"]);
        }

        var found = new Listed<WaitingCase>([]);
        if (form.Fits)
        {
            var cursor = form.Text("cursor") is { } after ? $"&cursor={Uri.EscapeDataString(after)}" : "";
            var refused = await Trying.SendAsync(
                async () => found = await api.SendAsync<Listed<WaitingCase>>(HttpMethod.Post, $"/api/bodies/{Uri.EscapeDataString(filter.Body)}/cases/search?limit={Page}{cursor}", sought, cancellationToken), cancellationToken);
            if (refused is not null)
            {
                form.Wrong(refused, refusals);
            }
        }

        return Show(new(me, await bodies.OfAsync(api, me.HandlesIn, cancellationToken), filter, found.Items, await LateAsync(api, filter, cancellationToken), found.Next, sought), form);
    }

    // What is late the system says by its own clock; a page that cannot ask shows dates only.
    private static async Task<IReadOnlyCollection<Guid>> LateAsync(Api api, CaseFilter filter, CancellationToken cancellationToken)
    {
        var late = await Trying.ForAsync(() => api.GetAsync<Listed<WaitingCase>>((filter with { Due = "overdue" }).Asked(null, Most), cancellationToken), cancellationToken);
        return late is null ? [] : late.Items.Select(c => c.Id).ToHashSet();
    }

    private static RazorComponentResult<CasesPage> Show(CaseList list, FormState form) => new(new { List = list, Form = form });
}
