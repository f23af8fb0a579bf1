using System.Diagnostics;
using Coc.Contracts;
using Coc.EventStore;

namespace Coc.Platform.Messaging;

/// <summary>Handles one kind of message in one service: builds a command, calls the same executor as HTTP does.</summary>
public interface IHandle<in TMessage> where TMessage : class, IIntegrationMessage
{
    /// <summary>
    /// Handles it. Effects go into one append together with <see cref="Delivery.Inbox"/>; a handler that has nothing to do just returns.
    /// Throwing retries; what keeps failing goes to the dead letters.
    /// </summary>
    Task HandleAsync(TMessage message, Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>Handles messages of one kind together, where each is little work and there are many of them.</summary>
public interface IHandleTogether<TMessage> where TMessage : class, IIntegrationMessage
{
    /// <summary>
    /// Handles all of them, in one transaction with the inbox row of each; when it throws, nothing of it may have happened. Then each is tried alone,
    /// so that one that cannot be handled goes to the dead letters by itself.
    /// </summary>
    Task HandleAsync(IReadOnlyList<(TMessage Message, Delivery Delivery)> messages, CancellationToken cancellationToken);
}

/// <summary>One delivery of a message to one service.</summary>
/// <param name="Consumer">the service's name: the scope of inbox and order</param>
/// <param name="Contract">the message's name</param>
/// <param name="Origin">the event it speaks of</param>
public sealed record Delivery(string Consumer, string Contract, Origin Origin)
{
    /// <summary>Name of the constraint a second delivery runs into.</summary>
    public const string Constraint = "pk_coc_inbox";

    internal const string InboxRow = "insert into mt.coc_inbox (consumer, message_id, stream_id, version, handled_at, contract) values ($1, $2, $3, $4, $5, $6)";

    /// <summary>UUIDv5(event id, contract name): the same for every delivery.</summary>
    public Guid MessageId { get; } = Ids.V5(Origin.Event, Contract);

    /// <summary>The inbox row; append it with the effect, so that both happen once. What had no effect is noted after the handler.</summary>
    public StoreStatement Inbox(DateTimeOffset now) => new("", InboxRow, Consumer, MessageId, Origin.Stream, Origin.Version, now, Contract);

    /// <summary>For service calls made while handling: <c>system:{event id}</c>.</summary>
    public string Acting => $"system:{Origin.Event}";

    /// <summary>Context of events this message causes: same correlation and incident, caused by its event.</summary>
    public EventContext Context(DateTimeOffset at) =>
        new(at, Origin.Correlation, Origin.Event, "system", null, null, Origin.PolicyVersion, Origin.Incident, Activity.Current?.Id);
}
