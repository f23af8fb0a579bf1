using Coc.Contracts;
using Coc.Platform.Http;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Coc.Platform.Messaging;

/// <summary>The MassTransit side of <see cref="IHandle{TMessage}"/>: every message of a service comes through the gate.</summary>
internal sealed partial class InboxConsumer<TMessage>(InboxGate gate, ILogger<InboxGate> logger, Together<TMessage>? together = null) : IConsumer<TMessage>
    where TMessage : class, IIntegrationMessage
{
    public async Task Consume(ConsumeContext<TMessage> context)
    {
        try
        {
            await (together?.TakeAsync(context.Message, context.CancellationToken) ?? gate.TakeAsync(context.Message, context.CancellationToken));
        }
        catch (Exception e)
        {
            LogFailed(typeof(TMessage).Name, context.Message.Origin.Event, e.GetType().Name, e.StackTrace);
            throw new HandlingFailedException(e.GetType().Name, context.GetRetryAttempt() + 1, ProblemWriter.IsOutage(e));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Contract} of event {Event} could not be handled: {Kind}{Stack}")]
    private partial void LogFailed(string contract, Guid @event, string kind, string? stack);
}

/// <summary>
/// Stands for whatever went wrong. MassTransit writes exceptions into logs and into the headers of dead letters; the original's message may quote
/// what somebody wrote.
/// </summary>
internal sealed class HandlingFailedException(string kind, int attempt, bool outage) : Exception($"{Beginning}{kind}, attempt {attempt}")
{
    /// <summary>What its message begins with; the kind and the attempt follow.</summary>
    public const string Beginning = "Handling failed: ";

    /// <summary>A database or service that cannot be reached: worth waiting for.</summary>
    public bool Outage { get; } = outage;
}
