using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Coc.Integration.Faults;

/// <summary>A queue that nobody takes from until the end: it has everything that ever reached the broker.</summary>
internal sealed class Tap(Uri broker)
{
    private const string Queue = "tap";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task BindAsync(string exchange) => UseAsync(async channel =>
    {
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Token);
        await channel.QueueBindAsync(Queue, exchange, "", cancellationToken: Token);
        return 0;
    });

    /// <summary>The ids of all messages, repeated ones as often as they came.</summary>
    public Task<List<Guid>> DrainAsync() => UseAsync(async channel =>
    {
        var ids = new List<Guid>();
        while (await channel.BasicGetAsync(Queue, autoAck: true, Token) is { } message)
        {
            ids.Add(Guid.Parse(message.BasicProperties.MessageId!));
        }

        return ids;
    });

    /// <summary>How many messages lie in a queue; none when it was never needed.</summary>
    public Task<uint> CountAsync(string queue) => UseAsync(async channel =>
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, Token)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return 0u;
        }
    });

    private async Task<T> UseAsync<T>(Func<IChannel, Task<T>> use)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        return await use(channel);
    }
}
