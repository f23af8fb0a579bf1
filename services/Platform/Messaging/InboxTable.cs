using Coc.EventStore;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>What this service has handled already (<c>mt.coc_inbox</c>).</summary>
internal sealed class InboxTable(NpgsqlDataSource database)
{
    private const string Looking =
        """
        select
          exists (select 1 from mt.coc_inbox i where i.consumer = $1 and i.message_id = w.id),
          array(select p.contract from unnest($5::bigint[], $6::varchar[]) p (n, contract) where p.n = w.n and not exists (
            select 1 from mt.coc_inbox i
            where i.consumer = $1 and i.stream_id = w.stream and i.version >= w.needs and (i.contract = p.contract or i.contract is null)))
        from unnest($2::uuid[], $3::uuid[], $4::bigint[]) with ordinality as w (id, stream, needs, n) order by w.n
        """;

    /// <summary>The inbox row of what may have it already: a handler may take it and then find nothing to write.</summary>
    public const string Mark = Delivery.InboxRow + " on conflict do nothing";

    /// <summary>For each delivery, in one look: was it handled, and of which contracts is what it needs not handled yet?</summary>
    public async Task<IReadOnlyList<(bool Seen, string[] Missing)>> LookAsync(IReadOnlyList<(Delivery Delivery, Needed Needs)> deliveries, CancellationToken cancellationToken)
    {
        var predecessors = deliveries.SelectMany((d, at) => d.Needs.Contracts.Select(contract => (At: at + 1L, Contract: contract))).ToList();
        await using var command = database.CreateCommand(Looking);
        command.Parameters.AddWithValue(deliveries[0].Delivery.Consumer);
        command.Parameters.AddWithValue(deliveries.Select(d => d.Delivery.MessageId).ToArray());
        command.Parameters.AddWithValue(deliveries.Select(d => d.Delivery.Origin.Stream).ToArray());
        command.Parameters.AddWithValue(deliveries.Select(d => d.Needs.Version).ToArray());
        command.Parameters.AddWithValue(predecessors.Select(p => p.At).ToArray());
        command.Parameters.AddWithValue(predecessors.Select(p => p.Contract).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(bool, string[])>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetBoolean(0), reader.GetFieldValue<string[]>(1)));
        }

        return found;
    }

    /// <summary>Notes a message that has been handled.</summary>
    public async Task MarkAsync(Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch().Add(Mark, delivery.Inbox(now).Parameters);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>What must have been handled before a message: its stream's last earlier event that concerns this service, all of its messages.</summary>
/// <param name="Version">that event's; 0 when there is none</param>
/// <param name="Contracts">those of its messages that this service takes</param>
internal sealed record Needed(long Version, IReadOnlyList<string> Contracts);
