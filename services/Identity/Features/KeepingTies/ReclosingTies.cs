using Coc.EventStore;
using Coc.Identity.Accounts;
using Coc.Platform.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.KeepingTies;

/// <summary>The one-shot step <c>reclose-ties</c>, part of rotating the master key: ties are closed under a key derived from it. Safe to repeat.</summary>
internal static class ReclosingTies
{
    public static async Task<bool> RunIfAskedAsync(string[] args, IServiceProvider services)
    {
        if (args is not ["reclose-ties"])
        {
            return false;
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var master = services.GetRequiredService<ServiceSettings>().Master!;
        var rows = await db.Database.SqlQuery<Row>($"""select account as "Account", sealed as "Closed" from app.ties""").ToListAsync();
        var old = rows.Where(row => !TieSeal.IsCurrent(master, row.Account, row.Closed)).ToList();
        foreach (var row in old)
        {
            await RecloseAsync(db, master, row);
        }

        Console.WriteLine($"identity: private ties of {old.Count} accounts closed anew");
        return true;
    }

    // Compared, because an account may replace its ties in the same moment.
    private static Task<int> RecloseAsync(AccountsDb db, KeyMaster master, Row row)
    {
        var closed = TieSeal.Close(master, row.Account, TieSeal.Open(master, row.Account, row.Closed));
        return db.Database.ExecuteSqlAsync($"update app.ties set sealed = {closed} where account = {row.Account} and sealed = {row.Closed}");
    }

    private sealed record Row(Guid Account, byte[] Closed);
}
