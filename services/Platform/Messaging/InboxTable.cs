using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>What this service has handled already (<c>mt.coc_inbox</c>).</summary>
internal sealed class InboxTable(NpgsqlDataSource database)
{
    private const string Looking =
        """
        select
          exists (select 1 from mt.coc_inbox i where i.consumer = $1 and i.message_id = w.id),
          w.needs = 0 or exists (select 1 from mt.coc_inbox i where i.consumer = $1 and i.stream_id = w.stream and i.version >= w.needs)
        from unnest($2::uuid[], $3::uuid[], $4::bigint[]) with ordinality as w (id, stream, needs, n) order by w.n
        """;

    /// <summary>For each delivery, in one look: was it handled, and was what it needs?</summary>
    public async Task<IReadOnlyList<(bool Seen, bool Ready)>> LookAsync(IReadOnlyList<(Delivery Delivery, long Needs)> deliveries, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Looking);
        command.Parameters.AddWithValue(deliveries[0].Delivery.Consumer);
        command.Parameters.AddWithValue(deliveries.Select(d => d.Delivery.MessageId).ToArray());
        command.Parameters.AddWithValue(deliveries.Select(d => d.Delivery.Origin.Stream).ToArray());
        command.Parameters.AddWithValue(deliveries.Select(d => d.Needs).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(bool, bool)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetBoolean(0), reader.GetBoolean(1)));
        }

        return found;
    }

    /// <summary>Notes a message that had no effect to go with.</summary>
    public async Task MarkAsync(Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Delivery.InboxRow + " on conflict do nothing");
        foreach (var value in delivery.Inbox(now).Parameters)
        {
            command.Parameters.AddWithValue(value!);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
