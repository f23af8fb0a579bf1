using System.Collections.Concurrent;
using Coc.Contracts;
using MassTransit;

namespace Coc.Integration.Fixtures;

/// <summary>Hears what a service publishes, with a bus of its own on the same virtual host, and speaks for the other services.</summary>
public sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IBusControl bus;

    private Listener(IBusControl bus) => this.bus = bus;

    /// <summary>Everything heard, in order of arrival.</summary>
    public ConcurrentQueue<IIntegrationMessage> Heard { get; } = new();

    public static Task<Listener> StartAsync<T>(Uri broker) where T : class, IIntegrationMessage => StartAsync<T, T>(broker);

    public static async Task<Listener> StartAsync<T1, T2>(Uri broker)
        where T1 : class, IIntegrationMessage
        where T2 : class, IIntegrationMessage
    {
        Listener? listener = null;
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker);
            rabbit.ReceiveEndpoint(endpoint =>
            {
                endpoint.Handler<T1>(context => Hear(context.Message));
                if (typeof(T2) != typeof(T1))
                {
                    endpoint.Handler<T2>(context => Hear(context.Message));
                }
            });
        });
        listener = new Listener(bus);
        using var limit = new CancellationTokenSource(Patience);
        await bus.StartAsync(limit.Token);
        return listener;

        Task Hear(IIntegrationMessage message)
        {
            listener!.Heard.Enqueue(message);
            return Task.CompletedTask;
        }
    }

    public Task SayAsync<T>(T message) where T : class, IIntegrationMessage => bus.Publish(message);

    /// <summary>The first message of this kind that fits, once it has come.</summary>
    public async Task<T> HearAsync<T>(Func<T, bool> fits) where T : class, IIntegrationMessage
    {
        T? found = null;
        await Eventually.TrueAsync(() => Task.FromResult((found = Heard.OfType<T>().FirstOrDefault(fits)) is not null), $"no {typeof(T).Name} came");
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await bus.StopAsync(limit.Token);
    }
}
