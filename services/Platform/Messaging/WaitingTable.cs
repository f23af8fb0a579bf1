using System.Diagnostics;
using System.Text.Json;
using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>A message that waits, or waited, for its predecessor.</summary>
/// <param name="TraceParent">the trace it came in</param>
/// <param name="Seen">it was handled all the same: its predecessor came while it was being kept</param>
internal sealed record WaitingMessage(Guid Id, string Contract, Guid Stream, string Body, string? TraceParent, bool Seen);

/// <summary>Messages whose predecessor this service has not handled yet (<c>mt.coc_waiting</c>).</summary>
internal sealed class WaitingTable(NpgsqlDataSource database, ServiceSettings settings, Subscriptions subscriptions)
{
    private const string Due =
        """
        select w.message_id, w.contract, w.stream_id, w.body::text, w.headers ->> 'traceparent',
          exists (select 1 from mt.coc_inbox i where i.consumer = w.consumer and i.message_id = w.message_id)
        from mt.coc_waiting w
        where w.consumer = $1 and ($2::uuid[] is null or w.stream_id = any ($2))
          and not exists (
            select 1 from jsonb_each(w.body -> 'origin' -> 'previous') p (contract, version)
            where p.contract = any ($3) and p.version::bigint = w.needs_version and not exists (
              select 1 from mt.coc_inbox i
              where i.consumer = w.consumer and i.stream_id = w.stream_id and i.version >= w.needs_version and (i.contract = p.contract or i.contract is null)))
        order by w.needs_version limit 1
        """;

    private readonly string[] taken = [.. subscriptions.All.Select(s => s.Message.Name)];

    public async Task KeepAsync(Delivery delivery, object message, long needs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            insert into mt.coc_waiting (consumer, message_id, stream_id, needs_version, contract, body, headers, since)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8) on conflict do nothing
            """);
        command.Parameters.AddWithValue(settings.Service);
        command.Parameters.AddWithValue(delivery.MessageId);
        command.Parameters.AddWithValue(delivery.Origin.Stream);
        command.Parameters.AddWithValue(needs);
        command.Parameters.AddWithValue(message.GetType().Name);
        command.Parameters.AddWithValue(JsonSerializer.Serialize(message, message.GetType(), Json.Options));
        command.Parameters.AddWithValue(JsonSerializer.Serialize(new { traceparent = Activity.Current?.Id }));
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One whose predecessor has been handled by now, in these streams or, with null, in any.</summary>
    /// <param name="handled">is put into the inbox before</param>
    public async Task<WaitingMessage?> NextDueAsync(IReadOnlyCollection<Guid>? streams, Delivery? handled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        if (handled is not null)
        {
            batch.Add(InboxTable.Mark, handled.Inbox(now).Parameters);
        }

        var wanted = new NpgsqlParameter { Value = streams is null ? DBNull.Value : streams.ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid };
        await using var reader = await batch.Add(Due, settings.Service, wanted, taken).ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetBoolean(5))
            : null;
    }

    public async Task ForgetAsync(Guid message, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("delete from mt.coc_waiting where consumer = $1 and message_id = $2");
        command.Parameters.AddWithValue(settings.Service);
        command.Parameters.AddWithValue(message);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many wait, and the one that has waited longest.</summary>
    public async Task<(long Count, Longest? Longest)> OldestAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select count(*) over (), contract, stream_id, needs_version, since from mt.coc_waiting where consumer = $1 order by since limit 1");
        command.Parameters.AddWithValue(settings.Service);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetInt64(0), new(reader.GetString(1), reader.GetGuid(2), reader.GetInt64(3), reader.GetFieldValue<DateTimeOffset>(4)))
            : (0, null);
    }

    /// <summary>The message that has waited longest.</summary>
    internal sealed record Longest(string Contract, Guid Stream, long Needs, DateTimeOffset Since);
}
