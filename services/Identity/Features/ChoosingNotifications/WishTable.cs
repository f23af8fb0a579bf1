using System.Text.Json;
using Coc.EventStore;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Identity.Features.ChoosingNotifications;

/// <summary>Everybody's wishes about mail.</summary>
internal sealed class WishTable(NpgsqlDataSource database)
{
    public async Task<Wishes> OfAsync(Guid account, CancellationToken cancellationToken) => (await OfAsync([account], cancellationToken))[account];

    /// <summary>Who has chosen nothing has the usual ones.</summary>
    public async Task<IReadOnlyDictionary<Guid, Wishes>> OfAsync(IReadOnlyCollection<Guid> accounts, CancellationToken cancellationToken)
    {
        var chosen = (await database.CreateBatch().Add("select account, wishes from app.notification_wishes where account = any ($1)", accounts.ToArray())
            .ListAsync(r => (Account: r.GetGuid(0), Wishes: JsonSerializer.Deserialize<Wishes>(r.GetString(1), Json.Options)!), cancellationToken)).ToDictionary(r => r.Account, r => r.Wishes);
        return accounts.Distinct().ToDictionary(a => a, a => chosen.GetValueOrDefault(a) ?? Wishes.Usual);
    }

    public static StoreStatement Keep(Guid account, Wishes wishes) => new(
        "", "insert into app.notification_wishes (account, wishes) values ($1, $2) on conflict (account) do update set wishes = excluded.wishes",
        account, JsonSerializer.Serialize(wishes, Json.Options));
}
