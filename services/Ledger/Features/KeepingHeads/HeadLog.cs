using System.Text;
using Coc.EventMaintenance.Attesting;
using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Ledger.Features.KeepingHeads;

/// <summary>A head as the Ledger keeps it.</summary>
/// <param name="Follows">the head before it is here too, and no other of its number: false once a log was set back or signed twice</param>
internal sealed record KeptHead(SignedHead Head, DateTimeOffset Received, string Key, string Countersignature, bool Follows)
{
    /// <summary>What the Ledger signs: one line, <c>hash of the head, instant of receipt</c>.</summary>
    public static byte[] Countersigned(string hash, DateTimeOffset received) => Encoding.ASCII.GetBytes($"{hash} {received.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}\n");
}

/// <summary>Keeps heads for good.</summary>
internal sealed class HeadLog(NpgsqlDataSource database)
{
    private const string Add =
        """
        insert into app.head (service, number, hash, head, received, key, countersignature) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (service, number, hash) do nothing
        """;

    private const string Newest =
        """
        select h.head, h.received, h.key, h.countersignature,
          not exists (select from app.head o where o.service = h.service and o.number = h.number and o.hash <> h.hash)
            and (h.number = 1 or exists (select from app.head p where p.service = h.service and p.number = h.number - 1 and p.hash = h.head ->> 'previous'))
        from app.head h where ($1::text is null or h.service = $1) order by h.number desc, h.service, h.received limit $2
        """;

    /// <summary>Head and inbox row in one transaction; a repeated delivery changes nothing.</summary>
    public async Task AddAsync(SignedHead head, DateTimeOffset received, SigningKey key, StoreStatement inbox, CancellationToken cancellationToken)
    {
        var hash = head.Hash();
        await using var batch = database.CreateBatch()
            .Add(
                Add, head.Service, head.Number, hash, new NpgsqlParameter { Value = head.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb }, received, key.Fingerprint,
                key.Sign(KeptHead.Countersigned(hash, received)))
            .Add(inbox.Sql + " on conflict do nothing", inbox.Parameters);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<KeptHead>> NewestAsync(string? service, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Newest);
        command.Parameters.Add(new() { Value = (object?)service ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var heads = new List<KeptHead>();
        while (await reader.ReadAsync(cancellationToken))
        {
            heads.Add(new(
                SignedHead.Parse(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4)));
        }

        return heads;
    }
}
