using Coc.Contracts.Channel;
using Coc.Identity.Features.KeepingTies;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Identity.Features.MatchingTies;

internal static class MatchRoute
{
    public static void MapTiesMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/ties/match", MatchAsync).For(CallerKind.Service).ExcludeFromDescription();

    // Two soft ties make a hard one (R28).
    private static async Task<IResult> MatchAsync(HttpContext context, NpgsqlDataSource database, ServiceSettings settings)
    {
        var question = await context.ReadAsync<TiesQuestion>();
        var people = question.People ?? [];
        var hashes = people.SelectMany(p => p.Accounts ?? []).Select(a => TieSeal.OfAccount(settings.Pepper, a))
            .Concat(people.Where(p => !string.IsNullOrWhiteSpace(p.Name)).Select(p => TieSeal.OfName(settings.Pepper, p.Name!))).ToArray();
        await using var command = database.CreateCommand(
            "select account, bool_or(hard) or count(distinct tie) > 1, min(tie) from app.tie_hashes where account = any($1) and hash = any($2) group by account");
        command.Parameters.AddWithValue((question.Accounts ?? []).ToArray());
        command.Parameters.AddWithValue(hashes);
        var (hard, soft) = (new List<Guid>(), new List<AccountTie>());
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        while (await reader.ReadAsync(context.RequestAborted))
        {
            if (reader.GetBoolean(1))
            {
                hard.Add(reader.GetGuid(0));
            }
            else
            {
                soft.Add(new(reader.GetGuid(0), reader.GetInt32(2)));
            }
        }

        return Results.Ok(new TiesAnswer(hard, soft));
    }
}
