using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Cases.Features.SearchingCases;

/// <summary>
/// <c>POST /api/bodies/{slug}/cases/search</c> <c>{q?, account?}</c>: cases that exist for the asking seats, by a part of the code name or an id, or by an account. The account is
/// looked up as a keyed hash; what was found by it is a recorded read. <c>?limit</c> and <c>?cursor</c> as in lists.
/// </summary>
internal static class SearchingCases
{
    private const int Most = 200;

    // From the few cases of these persons to the list, not through the list in search of them.
    private const string OfPersons = "i.case_id in (select t.case_id from app.case_things t where t.tenant_id = $1 and t.kind = 'person' and t.thing = any ({0}))";
    private const string Named = "i.code_name ilike {0} escape '\\'";
    private const string Of = "(i.case_id = {0} or exists (select 1 from app.case_things t where t.tenant_id = i.tenant_id and t.case_id = i.case_id and t.kind = 'report' and t.thing = {0}))";

    public static void MapSearchingCases(this IEndpointRouteBuilder bodies) => bodies.MapPost("cases/search", SearchAsync);

    private static async Task<IResult> SearchAsync(HttpContext context, string slug, NpgsqlDataSource database, ServiceChannel channel, CaseReads reads)
    {
        var seats = context.Caller().Seats.Where(s => s.Body == slug && Caller.Handles(s.Role)).ToList();
        if (seats.Count == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var paging = Paging.Of(context);
        var request = await context.ReadAsync<Request>();
        var (words, account) = (Given(request.Q), Given(request.Account));
        new Check()
            .That(words is not null || account is not null, "q", "q or account must be there")
            .Optional(words, "q", Most)
            .Optional(account, "account", Most)
            .Throw();
        var conditions = new List<(string, object)>();
        if (account is not null)
        {
            conditions.Add((OfPersons, await FindAsync(channel, account, seats[0].Id, context.RequestAborted)));
        }

        if (words is not null)
        {
            conditions.Add(Guid.TryParse(words, out var id) ? (Of, id) : (Named, Like(words)));
        }

        var page = await ListingCases.ListingCases.PageAsync(database, slug, [.. seats.Select(s => s.Id)], paging, conditions, context.RequestAborted);
        if (account is not null)
        {
            await reads.RecordAsync([.. page.Items.Select(i => (new StreamKey(slug, i.Id), seats[0]))], "search", null, context.RequestAborted);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(page, Json.Options);
    }

    private static async Task<Guid[]> FindAsync(ServiceChannel channel, string account, Guid seat, CancellationToken cancellationToken) =>
        [.. (await channel.PostAsync<PersonsAnswer>("sanctions", "/internal/persons/find", new PersonsQuestion([account]), $"seat:{seat}", cancellationToken) ?? throw new ProblemException(Problems.Unavailable)).Persons];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Like(string words) => $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    internal sealed record Request(string? Q, string? Account);
}
