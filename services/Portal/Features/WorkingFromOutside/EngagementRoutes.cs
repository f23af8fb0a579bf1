using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingFromOutside;

/// <summary>The door of people from outside whom a committee engaged: the conflict question, the task, the pieces, and their report.</summary>
internal static class EngagementRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/engagements", async (string? done, string? cursor, Api api, IStringLocalizer<EngagementTexts> words, CancellationToken cancellationToken) =>
        {
            var (items, next) = await api.ListAsync<Engagement>("/api/engagements", cursor, cancellationToken);
            return new RazorComponentResult<EngagementsPage>(new { Items = items, Cursor = cursor, Next = next, Done = words.Known("Done", done) });
        });
        routes.MapGet("/engagements/{id:guid}", async (Guid id, string? done, Api api, IStringLocalizer<EngagementTexts> words, CancellationToken cancellationToken) =>
            Show(FormState.Empty, await FindAsync(id, api, cancellationToken), words.Known("Done", done)));
        routes.MapPost("/engagements/{id:guid}/answer", AnswerAsync);
        routes.MapPost("/engagements/{id:guid}/report", ReportAsync);
    }

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext context, Visitor visitor, Api api, IStringLocalizer<EngagementTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        if (form["answer"].Length == 0)
        {
            return Show(form.Wrong("answer", words["AnswerMissing"]), await FindAsync(id, api, cancellationToken));
        }

        try
        {
            await api.DoAsync(HttpMethod.Post, $"/api/conflict-requests/{id}/answer", new { Answer = form["answer"], Reason = form.Text("reason"), Seen = form.Text("seen") }, cancellationToken);
            return Results.Redirect(visitor.Base + (form["answer"] == "none" ? $"engagements/{id}?done=clear" : "engagements?done=answered"));
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared), await FindAsync(id, api, cancellationToken));
        }
    }

    private static async Task<IResult> ReportAsync(Guid id, HttpContext context, Visitor visitor, Api api, IStringLocalizer<EngagementTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        if (form["text"].Length == 0)
        {
            return Show(form.Wrong("text", words["TextMissing"]), await FindAsync(id, api, cancellationToken));
        }

        try
        {
            await api.SendOnceAsync<Sent>($"/api/engagements/{id}/report", new { Text = form["text"] }, SendingOnce.KeyOf(form["once"]), cancellationToken);
            return Results.Redirect($"{visitor.Base}engagements/{id}?done=sent");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared), await FindAsync(id, api, cancellationToken));
        }
    }

    private static async Task<Engagement> FindAsync(Guid id, Api api, CancellationToken cancellationToken) =>
        (await api.AllAsync<Engagement>("/api/engagements", cancellationToken)).FirstOrDefault(e => e.Id == id) ?? throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));

    private static RazorComponentResult<EngagementPage> Show(FormState form, Engagement engagement, string? done = null) =>
        new(new { Form = form, Engagement = engagement, Once = form.Text("once") ?? SendingOnce.NewKey(), Done = done });

    private sealed record Sent(Guid Id);
}
