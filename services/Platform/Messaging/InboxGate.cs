using System.Reflection;
using System.Text.Json;
using Coc.Contracts;
using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>
/// Makes every message take effect once and, per stream, in order: a message seen before is dropped; one whose predecessor is missing is kept in
/// the waiting table and handled right after it (architecture.md "What travels").
/// </summary>
public sealed partial class InboxGate(
    NpgsqlDataSource database, IServiceScopeFactory scopes, ServiceSettings settings, Subscriptions subscriptions, TimeProvider time, ILogger<InboxGate> logger)
{
    private static readonly MethodInfo Dispatching = typeof(InboxGate).GetMethod(nameof(DispatchAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private readonly Dictionary<string, Type> contracts = subscriptions.All.ToDictionary(s => s.Message.Name, s => s.Message);

    /// <summary>Handles a message now, or keeps it until its predecessor was handled.</summary>
    public async Task TakeAsync<TMessage>(TMessage message, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        var origin = message.Origin;
        var id = Ids.V5(origin.Event, typeof(TMessage).Name);
        var needs = origin.Previous.Where(p => contracts.ContainsKey(p.Key)).Select(p => p.Value).DefaultIfEmpty(0).Max();
        if (needs > 0 && !await HandledAsync(origin.Stream, needs, cancellationToken))
        {
            await KeepAsync(id, message, needs, cancellationToken);
            LogWaiting(typeof(TMessage).Name, origin.Stream, origin.Version, needs);
            if (!await HandledAsync(origin.Stream, needs, cancellationToken))
            {
                return; // its predecessor will find it; asked twice, because it may have been handled while this one was being kept
            }
        }

        await DispatchAsync(message, cancellationToken);
        await ReleaseAsync(origin.Stream, cancellationToken);
    }

    private async Task DispatchAsync<TMessage>(TMessage message, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        var delivery = new Delivery(settings.Service, Ids.V5(message.Origin.Event, typeof(TMessage).Name), message.Origin);
        if (await SeenAsync(delivery, cancellationToken))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IHandle<TMessage>>().HandleAsync(message, delivery, cancellationToken);
            if (!delivery.InboxTaken)
            {
                await MarkAsync(delivery, cancellationToken);
            }
        }
        catch (UniqueViolationException e) when (e.Constraint == Delivery.Constraint)
        {
            LogRepeated(typeof(TMessage).Name, message.Origin.Event); // another delivery of it committed first
        }
    }

    // Handles what waited for the stream's newest handled version, one after the other.
    private async Task ReleaseAsync(Guid stream, CancellationToken cancellationToken)
    {
        while (await NextWaitingAsync(stream, cancellationToken) is { } next)
        {
            var type = contracts[next.Contract];
            var message = JsonSerializer.Deserialize(next.Body, type, Json.Options)!;
            await (Task)Dispatching.MakeGenericMethod(type).Invoke(this, [message, cancellationToken])!;
            await using var forget = database.CreateCommand("delete from mt.coc_waiting where consumer = $1 and message_id = $2");
            forget.Parameters.AddWithValue(settings.Service);
            forget.Parameters.AddWithValue(next.Id);
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<(Guid Id, string Contract, string Body)?> NextWaitingAsync(Guid stream, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select w.message_id, w.contract, w.body::text from mt.coc_waiting w
            where w.consumer = $1 and w.stream_id = $2
              and exists (select 1 from mt.coc_inbox i where i.consumer = w.consumer and i.stream_id = w.stream_id and i.version >= w.needs_version)
            order by w.needs_version limit 1
            """);
        command.Parameters.AddWithValue(settings.Service);
        command.Parameters.AddWithValue(stream);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    private async Task<bool> HandledAsync(Guid stream, long version, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select exists (select 1 from mt.coc_inbox where consumer = $1 and stream_id = $2 and version >= $3)");
        command.Parameters.AddWithValue(settings.Service);
        command.Parameters.AddWithValue(stream);
        command.Parameters.AddWithValue(version);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> SeenAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select exists (select 1 from mt.coc_inbox where consumer = $1 and message_id = $2)");
        command.Parameters.AddWithValue(delivery.Consumer);
        command.Parameters.AddWithValue(delivery.MessageId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task MarkAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var row = delivery.Inbox(time.GetUtcNow());
        await using var command = database.CreateCommand(row.Sql + " on conflict do nothing");
        foreach (var parameter in row.Parameters)
        {
            command.Parameters.AddWithValue(parameter!);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task KeepAsync<TMessage>(Guid id, TMessage message, long needs, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        await using var command = database.CreateCommand(
            """
            insert into mt.coc_waiting (consumer, message_id, stream_id, needs_version, contract, body, headers, since)
            values ($1, $2, $3, $4, $5, $6::jsonb, '{}'::jsonb, $7) on conflict do nothing
            """);
        command.Parameters.AddWithValue(settings.Service);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(message.Origin.Stream);
        command.Parameters.AddWithValue(needs);
        command.Parameters.AddWithValue(typeof(TMessage).Name);
        command.Parameters.AddWithValue(JsonSerializer.Serialize(message, Json.Options));
        command.Parameters.AddWithValue(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Contract} of stream {Stream} version {Version} waits for version {Needs}")]
    private partial void LogWaiting(string contract, Guid stream, long version, long needs);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Contract} of event {Event} was delivered again and dropped")]
    private partial void LogRepeated(string contract, Guid @event);
}
