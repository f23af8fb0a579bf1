using System.Collections.Concurrent;
using Coc.Contracts;
using Coc.EndToEnd.Running;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Coc.EndToEnd.Telemetry;

/// <summary>A queue of our own bound to the exchange of every contract: hears whatever the services tell each other.</summary>
internal sealed class BusTap : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Contract, byte[] Body)> heard = [];
    private readonly IConnection connection;

    private BusTap(IConnection connection) => this.connection = connection;

    /// <summary>How often each contract came by.</summary>
    public IReadOnlyDictionary<string, int> Heard => heard.GroupBy(h => h.Contract).ToDictionary(g => g.Key, g => g.Count());

    public static async Task<BusTap> OpenAsync(RunningSystem system)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = Port(system), UserName = "coc", Password = system.Read("secrets", "rabbitmq"), VirtualHost = "coc" };
        var tap = new BusTap(await factory.CreateConnectionAsync());
        var channel = await tap.connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        foreach (var contract in typeof(IIntegrationMessage).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IIntegrationMessage))))
        {
            var exchange = $"{contract.Namespace}:{contract.Name}";
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, autoDelete: false);
            await channel.QueueBindAsync(queue, exchange, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            tap.heard.Enqueue((delivery.Exchange.Split(':')[^1], delivery.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return tap;
    }

    /// <summary>In which contracts a text occurs.</summary>
    public IReadOnlyList<string> WhereIs(string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        return [.. heard.Where(h => h.Body.AsSpan().IndexOf(wanted) >= 0).Select(h => h.Contract).Distinct()];
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static int Port(RunningSystem system) =>
        int.Parse(system.Read("ports").Split('\n').Single(l => l.StartsWith("rabbitmq=", StringComparison.Ordinal))["rabbitmq=".Length..]);
}
