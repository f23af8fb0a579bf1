using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>"May this account take part here, now?" One indexed query, shared by those who ask at the same moment, exact at that instant, nothing kept.</summary>
internal sealed class StandingCheck(StandingTable table, StandingAskers askers, PersonRegistry persons, CheckRecord record, CheckLimit limit)
{
    private const int LongestName = 400;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/standing", (HttpContext context, StandingCheck check) =>
        {
            var query = context.Request.Query;
            return check.AnswerAsync(context, new Question(query["account"], query["body"], query["space"]));
        }).For(CallerKind.Seat, CallerKind.Bot);
        routes.MapPost("/api/standing/checks", async (HttpContext context, StandingCheck check) => await check.AnswerAsync(context, await context.ReadAsync<Question>()))
            .For(CallerKind.Seat, CallerKind.Bot);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Question question)
    {
        context.Response.Headers.CacheControl = "no-store";
        var caller = context.Caller();
        var cancellationToken = context.RequestAborted;
        var body = question.Body ?? "";
        var seats = !Body.CouldBe(body) ? null : caller.Kind == CallerKind.Bot ? [] : await askers.SeatsAsync(caller, body, cancellationToken);
        if (seats is null)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var fits = Fits(question);
        var key = caller.Kind == CallerKind.Bot ? table.HashOfKey(caller.Subject) : null;
        var account = fits ? persons.HashOf(question.Account!) : [];
        Guid[] deciding = [.. seats.Where(s => Caller.Decides(s.Role)).Select(s => s.Id)];
        if (await table.ReadAsync(new(body, account, fits ? question.Space ?? "" : "", key, deciding), cancellationToken) is not { } found)
        {
            throw new ProblemException(Problems.NotFound); // no such key of this body
        }

        if (!fits)
        {
            Refuse(question);
        }

        var asker = key is null ? seats[0].Id : found.Key;
        if (limit.Refuse(asker, account) is { } seconds)
        {
            throw new ProblemException(Problems.TooManyRequests(seconds));
        }

        record.Count(body, asker, account);
        return Results.Json(Standings.Worst(found.Rows), Json.Options);
    }

    private static bool Fits(Question q) =>
        q.Account is { } account && AccountSyntax.Wrong(account) is null && (q.Space?.Length ?? 0) <= LongestName && q.Space?.Contains('\0', StringComparison.Ordinal) is not true;

    private static void Refuse(Question q) => new Check()
        .Account(q.Account, "account").That(q.Space is null || (q.Space.Length <= LongestName && !q.Space.Contains('\0', StringComparison.Ordinal)), "space", $"must be a space, of at most {LongestName} characters").Throw();

    private sealed record Question(string? Account, string? Body, string? Space);
}
