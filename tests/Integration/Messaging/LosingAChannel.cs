using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Platform.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Coc.Integration.Messaging;

/// <summary>Two ways in which the libraries wait for themselves for ever when the broker goes, and what keeps us out of them (decision 29).</summary>
public sealed class LosingAChannel(PostgresServer postgres, RabbitServer rabbit) : IAsyncLifetime
{
    private readonly Seen seen = new();
    private ServiceApp app = null!;

    public async ValueTask InitializeAsync() => app = await ServiceApp.StartAsync(postgres, ProbeService.Definition(seen), await rabbit.VirtualHostAsync());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_consumer_comes_back()
    {
        var bus = app.Services.GetRequiredService<IBus>();
        using var losing = bus.ConnectReceiveObserver(new LosesOne());

        await PublishAsync(1);
        await PublishAsync(2);
    }

    [Fact]
    public async Task A_long_backlog_is_not_sent_all_at_once()
    {
        var stream = new StreamKey("sextant", Guid.NewGuid());
        var observer = new CountsUnconfirmed(stream.Id);
        using var counting = app.Services.GetRequiredService<PublishingBus>().Now.ConnectPublishObserver(observer);
        const int backlog = 400;

        await app.Services.GetRequiredService<IEventStore>().AppendAsync(
            new Append([new StreamAppend(stream, "thing", 0, [.. Enumerable.Range(1, backlog).Select(i => new NewEvent(Guid.NewGuid(), new ThingWasMoved(i)))])], new EventContext(DateTimeOffset.UnixEpoch, Guid.NewGuid())),
            TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => Task.FromResult(seen.Messages.Count(m => m.Message.Origin.Stream == stream.Id) == backlog), "the backlog is handled", TimeSpan.FromMinutes(2));
        observer.Most.ShouldBeInRange(2, 96, "the client's buffer has 128 places, and others write there too");
    }

    private async Task PublishAsync(int attempt)
    {
        var message = ProbeService.Message(Guid.NewGuid(), 1);
        await app.Services.GetRequiredService<IBus>().Publish(message, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(seen.Messages.Any(m => m.Message.Origin.Event == message.Origin.Event)), $"message {attempt} is handled");
    }

    /// <summary>Publications about one stream that the broker has not confirmed yet.</summary>
    private sealed class CountsUnconfirmed(Guid stream) : IPublishObserver
    {
        private readonly Lock counting = new();
        private int now;

        public int Most { get; private set; }

        public Task PrePublish<T>(PublishContext<T> context) where T : class => Count(context, 1);

        public Task PostPublish<T>(PublishContext<T> context) where T : class => Count(context, -1);

        public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Count(context, -1);

        private Task Count<T>(PublishContext<T> context, int more) where T : class
        {
            if (context.Message is not ThingMoved moved || moved.Origin.Stream != stream)
            {
                return Task.CompletedTask; // what else the service publishes
            }

            lock (counting)
            {
                Most = Math.Max(Most, now += more);
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Ends the first delivery as the transport does when the channel has closed under it.</summary>
    private sealed class LosesOne : IReceiveObserver
    {
        private int lost;

        public Task PostReceive(ReceiveContext context) => Interlocked.Exchange(ref lost, 1) == 0
            ? Task.FromException(new OperationInterruptedException(new ShutdownEventArgs(RabbitMQ.Client.ShutdownInitiator.Peer, 491, "the channel has closed")))
            : Task.CompletedTask;

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
