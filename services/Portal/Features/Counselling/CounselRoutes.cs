using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Counselling;

/// <summary>Counsel's door: questions that wait, and their answers.</summary>
internal static class CounselRoutes
{
    public static readonly string[] Outcomes = ["noExposure", "proceedWithChanges", "exposureLikely", "conflicted"];

    private const string Requests = "/api/legal-requests";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/legal", async (string? done, string? cursor, Api api, IStringLocalizer<CounselTexts> words, CancellationToken cancellationToken) =>
        {
            var (items, next) = await ListAsync(cursor, api, cancellationToken);
            return new RazorComponentResult<CounselPage>(new { Items = items, Cursor = cursor, Next = next, Done = words.Known("Done", done) });
        });
        routes.MapGet("/legal/{request:guid}", async (Guid request, Api api, CancellationToken cancellationToken) => Show(FormState.Empty, await FindAsync(request, api, cancellationToken)));
        routes.MapPost("/legal/{request:guid}", AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(Guid request, HttpContext context, Visitor visitor, Api api, IStringLocalizer<CounselTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        if (form["outcome"].Length == 0)
        {
            return Show(form.Wrong("outcome", words["OutcomeMissing"]), await FindAsync(request, api, cancellationToken));
        }

        try
        {
            await api.DoAsync(HttpMethod.Post, $"{Requests}/{request}/answer", new { Outcome = form["outcome"], Note = form.Text("note") }, cancellationToken);
            return Results.Redirect(visitor.Base + "legal?done=answered");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Refused(refused.Refusal, shared), await FindAsync(request, api, cancellationToken));
        }
    }

    private static Task<Listed<LegalQuestion>> ListAsync(string? cursor, Api api, CancellationToken cancellationToken) =>
        api.GetAsync<Listed<LegalQuestion>>($"{Requests}?assignee=me" + (string.IsNullOrEmpty(cursor) ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), cancellationToken);

    // The API lists what waits; one of them is found there.
    private static async Task<LegalQuestion> FindAsync(Guid request, Api api, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            (var items, cursor) = await ListAsync(cursor, api, cancellationToken);
            if (items.FirstOrDefault(i => i.Id == request) is { } found)
            {
                return found;
            }
        }
        while (cursor is not null);
        throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
    }

    private static RazorComponentResult<AnswerPage> Show(FormState form, LegalQuestion question) => new(new { Form = form, Question = question });
}
