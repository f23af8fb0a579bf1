using Coc.Portal.Features.ShowingTrails;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AnsweringTransfers;

/// <summary>Hand-overs of cases to and from a body, and the answers to one.</summary>
internal static class TransferRoutes
{
    private static readonly string[] All = ["accept", "refuse", "recall", "dispute", "settle", "return"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/foundation/bodies/{slug}/transfers", async (string slug, string? cursor, Api api, CancellationToken cancellationToken) =>
        {
            var (items, next) = await api.ListAsync<Transfer>($"/api/bodies/{Uri.EscapeDataString(slug)}/transfers", cursor, cancellationToken);
            return new RazorComponentResult<TransfersPage>(new { Body = await BodyCard.OfAsync(api, slug, cancellationToken), Items = items, Cursor = cursor, Next = next });
        });
        routes.MapGet("/transfers/{id:guid}", async (Guid id, string? done, Api api, IStringLocalizer<TransfersTexts> words, CancellationToken cancellationToken) =>
            await ShowAsync(id, FormState.Empty, words.Known("Done", done), api, cancellationToken));
        routes.MapPost("/transfers/{id:guid}", AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, HttpContext context, Visitor visitor, Api api, IStringLocalizer<TransfersTexts> words, IStringLocalizer<SeatWordsTexts> shared)
    {
        var cancellationToken = context.RequestAborted;
        var form = FormState.Of(await context.Request.ReadFormAsync(cancellationToken));
        var answer = All.FirstOrDefault(a => a == form["answer"]) ?? throw new RefusedException(new Refusal(StatusCodes.Status404NotFound, "notFound"));
        Check(form, answer, words);
        if (!form.Fits)
        {
            return await ShowAsync(id, form, null, api, cancellationToken);
        }

        try
        {
            var before = await api.GetAsync<Transfer>($"/api/transfers/{id}", cancellationToken);
            var after = await api.SendAsync<TransferAnswer>(HttpMethod.Post, $"/api/transfers/{id}/{answer}", Body(form, answer), cancellationToken);
            var done = after.State == before.State ? "second" : answer;
            return Results.Redirect(await IsStillThereAsync(id, api, cancellationToken) ? $"{visitor.Base}transfers/{id}?done={done}" : $"{visitor.Base}foundation?done={done}");
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return await ShowAsync(id, form.Refused(refused.Refusal, shared, ("reason", $"{answer}.reason"), ("text", $"{answer}.text"), ("owner", "settle.owner")), null, api, cancellationToken);
        }
    }

    private static void Check(FormState form, string answer, IStringLocalizer<TransfersTexts> words)
    {
        if (answer is "refuse" or "return" && form[$"{answer}.reason"].Length == 0)
        {
            form.Wrong($"{answer}.reason", words["ReasonMissing"]);
        }

        if (answer == "settle" && form["settle.owner"].Length == 0)
        {
            form.Wrong("settle.owner", words["OwnerMissing"]);
        }
    }

    private static object Body(FormState form, string answer) => answer switch
    {
        "refuse" or "return" => new { Reason = form[$"{answer}.reason"], Text = form.Text($"{answer}.text") },
        "settle" => new { Owner = form["settle.owner"] },
        "accept" when Guid.TryParse(form["into"], out var into) => new { Into = into },
        _ => new { },
    };

    // Once it is over, the other body's case may be there for nobody here.
    private static async Task<bool> IsStillThereAsync(Guid id, Api api, CancellationToken cancellationToken) => await api.FindAsync<Transfer>($"/api/transfers/{id}", cancellationToken) is not null;

    private static async Task<IResult> ShowAsync(Guid id, FormState form, string? done, Api api, CancellationToken cancellationToken)
    {
        var transfer = await api.GetAsync<Transfer>($"/api/transfers/{id}", cancellationToken);
        var me = await Me.AskAsync(api, cancellationToken);
        var bodies = await Task.WhenAll(new[] { transfer.From, transfer.To, transfer.Arbiter }.OfType<string>().Distinct().Select(b => BodyCard.OfAsync(api, b, cancellationToken)));
        bool Decides(string? slug) => bodies.FirstOrDefault(b => b.Slug == slug) is { } body && me.DecidesFor(body);
        return new RazorComponentResult<TransferPage>(new
        {
            Form = form, Transfer = transfer, Done = done, Names = bodies.ToDictionary(b => b.Slug, b => b.Name),
            HasTrail = await api.FindAsync<Trail>($"/api/trail/{id}", cancellationToken) is not null,
            Sides = new Sides(Decides(transfer.To), Decides(transfer.From), Decides(transfer.Arbiter)),
        });
    }
}
