using Coc.Contracts;
using Coc.Platform.Configuration;
using MassTransit;

namespace Coc.Platform.Messaging;

/// <summary>The queues of this service, one per contract it takes.</summary>
internal sealed class OwnQueue(IBus bus, ServiceSettings settings)
{
    /// <summary>The queue's name; its exchange has the same one.</summary>
    public static string NameOf(string service, Type contract) =>
        $"{service}-{string.Concat(contract.Name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()))}";

    /// <summary>Puts a message into its queue again, under the id it had; returns when the broker has it.</summary>
    public async Task ReturnAsync(IIntegrationMessage message, Guid id, CancellationToken cancellationToken)
    {
        var queue = await bus.GetSendEndpoint(new Uri($"exchange:{NameOf(settings.Service, message.GetType())}"));
        await queue.Send(message, message.GetType(), context =>
        {
            context.MessageId = id;
            context.CorrelationId = message.Origin.Correlation;
        }, cancellationToken);
    }
}
