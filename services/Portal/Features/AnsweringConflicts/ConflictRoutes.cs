using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AnsweringConflicts;

/// <summary>Questions about ties, and their answers (P1).</summary>
internal static class ConflictRoutes
{
    private const int AtOnce = 20;
    private static readonly string[] Said = ["soft", "hard", "gone"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/conflict-requests", async (HttpContext context, Api api, KnownBodies bodies, string? body, string? cursor, string? said) =>
            await ShowAsync(context, api, bodies, body, cursor, FormState.Empty, null, Said.Contains(said) ? said : null));
        routes.MapPost("/conflict-requests/{request:guid}/answer", AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Guid request, Api api, Visitor visitor, KnownBodies bodies, IStringLocalizer<ConflictTexts> words, IStringLocalizer<RefusalTexts> refusals)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        ConflictStatement.Check(form, request, words);
        if (!form.Fits)
        {
            return await AgainAsync(context, api, bodies, form, request);
        }

        Answered? answered = null;
        var said = ConflictStatement.Body(form, request);
        var refused = await Trying.SendAsync(async () => answered = await SendAsync(api, request, said, context.RequestAborted), context.RequestAborted);
        return refused switch
        {
            null => Results.Redirect(visitor.Base + After(answered, form[ConflictStatement.Field(request, "answer")])),
            // It was answered by another seat of theirs, or nobody waits for the answer any more.
            { Status: StatusCodes.Status404NotFound } => Results.Redirect($"{visitor.Base}conflict-requests?said=gone"),
            _ => await AgainAsync(context, api, bodies, form.Wrong("", refusals.Of(refused)), request),
        };
    }

    // The list may have changed in between, and is shown as it is now; while it cannot be had the form stands alone, with what was written.
    private static async Task<IResult> AgainAsync(HttpContext context, Api api, KnownBodies bodies, FormState form, Guid request)
    {
        RazorComponentResult<ConflictPage>? page = null;
        var refused = await Trying.SendAsync(
            async () => page = await ShowAsync(context, api, bodies, form.Text("body"), form.Text("cursor"), form, request, null), context.RequestAborted);
        return refused is null ? page! : new RazorComponentResult<ConflictPage>(new { Form = form, About = (Guid?)request });
    }

    // 200 says what can be opened now; the others say nothing.
    private static async Task<Answered?> SendAsync(Api api, Guid request, object said, CancellationToken cancellationToken)
    {
        using var sent = new HttpRequestMessage(HttpMethod.Post, $"/api/conflict-requests/{request}/answer") { Content = JsonContent.Create(said, said.GetType(), options: Platform.Http.Json.Options) };
        using var answer = await api.SendAsync(sent, null, null, cancellationToken);
        return answer.StatusCode == System.Net.HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<Answered>(Platform.Http.Json.Options, cancellationToken) : null;
    }

    private static string After(Answered? answered, string said) => answered switch
    {
        { Case: { } id } => $"cases/{id}",
        { Notice: { } id } => $"notices/{id}",
        { Engagement: not null } => "engagements",
        _ => $"conflict-requests?said={(said == "hard" ? "hard" : "soft")}", // what was declared beforehand can make a "none" a "soft" one
    };

    private static async Task<RazorComponentResult<ConflictPage>> ShowAsync(HttpContext context, Api api, KnownBodies bodies, string? body, string? cursor, FormState form, Guid? about, string? said)
    {
        var cancellationToken = context.RequestAborted;
        var me = await Me.AskAsync(api, cancellationToken);
        var asked = body is null ? me.HandlesIn : [body];
        var lists = await Task.WhenAll(asked.Select(async slug =>
        {
            var after = cursor is null || body is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var list = await api.GetAsync<Listed<ConflictRequest>>($"/api/bodies/{Uri.EscapeDataString(slug)}/conflict-requests?limit={AtOnce}{after}", cancellationToken);
            return new RequestsOfBody(slug, (await bodies.OfAsync(api, slug, cancellationToken)).Name, list.Items, list.Next);
        }));
        var named = lists.SelectMany(l => l.Items).SelectMany(r => (r.Projects ?? []).Append(r.LentTo ?? "")).Where(s => s.Length > 0).Distinct().ToList();
        var names = (await bodies.OfAsync(api, named, cancellationToken)).ToDictionary(b => b.Slug, b => b.Name);
        return new(new { Lists = (IReadOnlyList<RequestsOfBody>)lists, Names = (IReadOnlyDictionary<string, string>)names, Cursor = cursor, Form = form, About = about, Said = said, Alone = body is not null && me.HandlesIn.Count > 1 });
    }
}
