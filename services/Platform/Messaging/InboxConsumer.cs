using Coc.Contracts;
using MassTransit;

namespace Coc.Platform.Messaging;

/// <summary>The MassTransit side of <see cref="IHandle{TMessage}"/>: every message of a service comes through the gate.</summary>
internal sealed class InboxConsumer<TMessage>(InboxGate gate) : IConsumer<TMessage> where TMessage : class, IIntegrationMessage
{
    public Task Consume(ConsumeContext<TMessage> context) => gate.TakeAsync(context.Message, context.CancellationToken);
}

/// <summary>Whether the bus is connected, for health.</summary>
internal sealed class BrokerHealth(IBusControl bus) : Health.IBrokerHealth
{
    public bool Connected => bus.CheckHealth().Status == BusHealthStatus.Healthy;
}
