using Coc.Integration.Fixtures;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Coc.Integration.Messaging;

/// <summary>The connection is lost at the moment a message was handled and is to be answered; the libraries would then wait for each other for ever (decision 29).</summary>
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

    private async Task PublishAsync(int attempt)
    {
        var message = ProbeService.Message(Guid.NewGuid(), 1);
        await app.Services.GetRequiredService<IBus>().Publish(message, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(seen.Messages.Any(m => m.Message.Origin.Event == message.Origin.Event)), $"message {attempt} is handled");
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
