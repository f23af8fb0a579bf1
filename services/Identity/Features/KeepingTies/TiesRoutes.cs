using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.KeepingTies;

internal static class TiesRoutes
{
    private const int MostTies = 100;
    private const int MostEntries = 50;
    private const int LongestEntry = 200;

    public static void MapTies(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/identity/ties", PutAsync).For(CallerKind.Seat)
            .WithSummary("Replace my private ties; they are matched by machine and shown to nobody else").Accepts<Tie[]>("application/json").Produces(204);
        routes.MapGet("/api/identity/ties", GetAsync).For(CallerKind.Seat).WithSummary("My private ties").Produces<Tie[]>();
    }

    private static async Task<IResult> PutAsync(HttpContext context, AccountsDb db, ServiceSettings settings, Idempotency idempotency)
    {
        var account = context.Caller().Account;
        var ties = await context.ReadAsync<List<Tie?>>();
        Validate(ties);
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var answer = Answer.Empty();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ReplaceAsync(db, settings, account, ties, cancellationToken);
            await StoredStatements.RunAsync(db, key.Keep(answer), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        });
    }

    private static async Task ReplaceAsync(AccountsDb db, ServiceSettings settings, Guid account, List<Tie?> ties, CancellationToken cancellationToken)
    {
        var closed = TieSeal.Close(settings.Master!, account, ties!);
        await db.Database.ExecuteSqlAsync($"insert into app.ties (account, sealed) values ({account}, {closed}) on conflict (account) do update set sealed = excluded.sealed", cancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from app.tie_hashes where account = {account}", cancellationToken);
        var hashes = ties.Index().SelectMany(t => Hashes(settings.Pepper, t.Item!).Select(hash => (Hash: hash, Hard: t.Item!.Kind == "hard", Tie: t.Index))).ToList();
        var (hash, hard, number) = (hashes.Select(h => h.Hash).ToArray(), hashes.Select(h => h.Hard).ToArray(), hashes.Select(h => h.Tie).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"insert into app.tie_hashes (account, hash, hard, tie) select {account}, * from unnest({hash}, {hard}, {number}) on conflict do nothing", cancellationToken);
    }

    private static async Task<IResult> GetAsync(HttpContext context, AccountsDb db, ServiceSettings settings)
    {
        var account = context.Caller().Account;
        var rows = await db.Database.SqlQuery<byte[]>($"""select sealed as "Value" from app.ties where account = {account}""").ToListAsync(context.RequestAborted);
        return Results.Ok(rows is [{ } closed] ? TieSeal.Open(settings.Master!, account, closed) : []);
    }

    private static IEnumerable<byte[]> Hashes(byte[] pepper, Tie tie) =>
        (tie.Accounts ?? []).Select(a => TieSeal.OfAccount(pepper, a))
            .Concat((tie.Names ?? []).Select(n => TieSeal.OfName(pepper, n)))
            .Concat((tie.Employers ?? []).Select(e => TieSeal.OfEmployer(pepper, e)));

    private static void Validate(List<Tie?> ties)
    {
        var check = new Check().AtMost(ties, "", MostTies);
        foreach (var (index, tie) in ties.Take(MostTies).Index())
        {
            var at = $"[{index}]";
            check.That(tie is not null, at, "must not be null").OneOf(tie?.Kind, at + ".kind", "hard", "soft");
            foreach (var (name, list) in new[] { ("accounts", tie?.Accounts), ("employers", tie?.Employers), ("names", tie?.Names) })
            {
                check.AtMost(list, $"{at}.{name}", MostEntries);
                foreach (var (place, entry) in (list ?? []).Take(MostEntries).Index())
                {
                    check.Text(entry, $"{at}.{name}[{place}]", LongestEntry);
                }
            }
        }

        check.Throw();
    }
}
