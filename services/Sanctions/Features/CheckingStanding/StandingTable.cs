using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingStanding;

/// <summary>Reads app.standing: the rows of one account that hold at one instant.</summary>
internal sealed class StandingTable(NpgsqlDataSource database, ServiceSettings settings)
{
    private const string InForce =
        """
        select s.level, s.until_at from app.standing s
        where s.account_hash = $2 and s.tenant_id in (
            $1, (select '*all:' || b.foundation from app.bodies b where b.slug = $1), (select '*all:' || b.parent from app.bodies b where b.slug = $1))
          and s.from_at <= $3 and (s.until_at is null or s.until_at > $3) and (s.space = '' or $4 = '' or s.space = $4) and (s.level > 1 or s.seats && $5)
        """;

    private const string KeyOfBody = "select id from app.api_keys where tenant_id = $1 and key_hash = $2 and revoked is null";

    public byte[] HashOfKey(string key) => Codes.Hash(settings.Pepper, "api-key", key);

    /// <summary>The id of a key that opens a body now, or null.</summary>
    public async Task<Guid?> KeyAsync(string body, string key, CancellationToken cancellationToken) =>
        await database.ReadAsync(body, KeyOfBody, [body, HashOfKey(key)], row => row.GetGuid(0), cancellationToken) is [var id] ? id : null;

    /// <param name="key">a bot's key, which must be one of the body's; null for seats</param>
    /// <param name="seats">deciding seats of the asker: only they are shown a flag</param>
    /// <returns>the rows in force and the key's id; null when the key is not the body's</returns>
    public async Task<(IReadOnlyList<(int Level, DateTimeOffset? Until)> Rows, Guid Key)?> ReadAsync(
        string body, byte[] account, string space, byte[]? key, Guid[] seats, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.AsTenant(body).Add(InForce, body, account, now, space, seats);
        if (key is not null)
        {
            batch.Add(KeyOfBody, body, key);
        }

        var rows = new List<(int, DateTimeOffset?)>();
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt32(0), reader.InstantOrNull(1)));
        }

        if (key is null)
        {
            return (rows, Guid.Empty);
        }

        return await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken) ? (rows, reader.GetGuid(0)) : null;
    }
}
