using System.Globalization;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.CheckingStanding;

namespace Coc.Sanctions.Features.FollowingStanding;

/// <summary>
/// <c>GET /api/bodies/{slug}/standing/feed?after=&amp;limit=</c>: every change of what counts in a body, in order (decision 65). Whoever goes on behind <c>next</c> misses nothing: numbers are given out in the order of commits.
/// What a check without a space would answer; nothing of a case, of a notice or of a measure that is not released (P2), and what is older than its end plus 90 days, or was wrong, is gone (P19).
/// </summary>
internal sealed class StandingFeed(FeedTable table, ToldAccounts told, StandingAskers askers, DomainClock clock)
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/standing/feed", (string slug, HttpContext context, StandingFeed feed) => feed.AnswerAsync(slug, context)).For(CallerKind.Seat, CallerKind.Bot);

    private async Task<IResult> AnswerAsync(string slug, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancellationToken = context.RequestAborted;
        var asker = await askers.FindAsync(context.Caller(), slug, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
        var (after, limit) = Asked(context.Request.Query);
        var page = await table.ReadAsync(slug, asker, after, limit, clock.GetUtcNow(), cancellationToken);
        if (after > page.Head)
        {
            throw new ProblemException(Problems.Refused("cursorFromTheFuture", "R57", "This feed has not come so far. Follow it from the beginning again: after=0."));
        }

        var accounts = await told.OpenAsync([.. page.Rows.Where(r => !r.Gone).Select(r => r.Account)], cancellationToken);
        return Results.Json(new Feed([.. page.Rows.Select(r => FeedItem.Of(r, accounts))], page.Rows.Count > 0 ? page.Rows[^1].Seq : after), Json.Options);
    }

    private static (long After, int Limit) Asked(IQueryCollection query)
    {
        var (after, limit) = (0L, Most);
        new Check()
            .That(query["after"] is [] || (query["after"] is [{ } from] && long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out after)), "after", "must be the number that the feed gave as next, or 0")
            .That(query["limit"] is [] || (query["limit"] is [{ } most] && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most), "limit", $"must be 1 to {Most}")
            .Throw();
        return (after, limit);
    }

    /// <param name="Next">to go on from, always: also where nothing has come yet</param>
    private sealed record Feed(IReadOnlyList<FeedItem> Items, long Next);
}

/// <summary>One change: the account's standing from then on, or that nothing is told of it any more.</summary>
/// <param name="Cause">imposed, adopted, amended, expired, lifted, overturned, corrected</param>
internal sealed record FeedItem(long Seq, string? Account, string? Standing, DateTimeOffset? Until, string? Cause, bool? Gone)
{
    public static FeedItem Of(FeedRow row, IReadOnlyDictionary<string, string> accounts) => !row.Gone && accounts.TryGetValue(row.Account.Key, out var account)
        ? new(row.Seq, account, Standings.WordOf(row.Level), row.Until, row.Cause, null)
        : new(row.Seq, null, null, null, null, true);
}
