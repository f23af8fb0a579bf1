using Coc.Platform.Configuration;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Coc.Platform.Messaging.DeadLetters;

/// <summary>
/// The dead letters of this service, at the broker itself. A message leaves its dead letter queue only after what follows is safe: a crash in between
/// leaves it there once more, and the inbox makes it count once.
/// </summary>
internal sealed class DeadLetterQueues(ServiceSettings settings, Subscriptions subscriptions, NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Where faults (<c>_error</c>) and messages of unknown type (<c>_skipped</c>) of this service go.</summary>
    public IEnumerable<string> Names => subscriptions.All
        .Select(s => OwnQueue.NameOf(settings.Service, s.Message))
        .SelectMany(q => new[] { $"{q}_error", $"{q}_skipped" });

    /// <summary>Everything in one queue, or in all, oldest first. They stay where they are.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string? queue, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        var found = new List<DeadLetter>();
        foreach (var name in queue is null ? Names : [queue])
        {
            await WalkAsync(connection, name, (_, letter, _) =>
            {
                found.Add(letter);
                return Task.CompletedTask;
            }, cancellationToken);
        }

        return found;
    }

    /// <summary>Sends one, or all there are now, back to the queue they came from, under the same ids. Answers how many.</summary>
    /// <param name="beforeLeaving">runs when the broker has the copy and still has the original</param>
    public async Task<int> ReplayAsync(string queue, Guid? only, CancellationToken cancellationToken, Func<IConnection, Task>? beforeLeaving = null)
    {
        var replayed = 0;
        await using var connection = await ConnectAsync(cancellationToken);
        await WalkAsync(connection, queue, async (channel, letter, got) =>
        {
            if (only is { } id && letter.Id != id)
            {
                return;
            }

            var properties = new BasicProperties(got.BasicProperties) { Headers = DeadLetter.TravelHeaders(got.BasicProperties), Persistent = true };
            await channel.BasicPublishAsync("", queue[..queue.LastIndexOf('_')], mandatory: true, properties, got.Body, cancellationToken);
            await (beforeLeaving?.Invoke(connection) ?? Task.CompletedTask);
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
            replayed++;
        }, cancellationToken);
        return replayed;
    }

    /// <summary>
    /// Takes one away for good. The reason is recorded, and the message counts as handled, so that what waits for it goes on.
    /// </summary>
    public async Task<bool> DiscardAsync(string queue, Guid id, string reason, CancellationToken cancellationToken)
    {
        var discarded = false;
        await using var connection = await ConnectAsync(cancellationToken);
        await WalkAsync(connection, queue, async (channel, letter, got) =>
        {
            if (letter.Id == id)
            {
                await RecordAsync(letter, id, reason, cancellationToken);
                await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
                discarded = true;
            }
        }, cancellationToken);
        return discarded;
    }

    private async Task RecordAsync(DeadLetter letter, Guid id, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = database.CreateBatch();
        var record = new NpgsqlBatchCommand(
            "insert into mt.coc_discarded (consumer, message_id, contract, event_id, kind, reason, discarded_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing");
        foreach (var value in new object?[] { settings.Service, id, letter.Contract, letter.Origin?.Event, letter.Kind, reason, now })
        {
            record.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        batch.BatchCommands.Add(record);
        if (letter.Origin is { } origin)
        {
            var handled = new NpgsqlBatchCommand(Delivery.InboxRow + " on conflict do nothing");
            foreach (var value in new Delivery(settings.Service, letter.Contract, origin).Inbox(now).Parameters)
            {
                handled.Parameters.Add(new() { Value = value });
            }

            batch.BatchCommands.Add(handled);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    // What was taken and not acknowledged is back in its place when the channel closes.
    private static async Task WalkAsync(IConnection connection, string queue, Func<IChannel, DeadLetter, BasicGetResult, Task> visit, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        uint there;
        try
        {
            there = (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return; // nothing has ever gone there
        }

        // Only those of this moment: one that fails again comes back at the end.
        for (var i = 0; i < there && await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } got; i++)
        {
            await visit(channel, DeadLetter.Of(queue, got.BasicProperties, got.Body), got);
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await new ConnectionFactory { Uri = settings.Broker!, ClientProvidedName = "deadletters", AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);
}
