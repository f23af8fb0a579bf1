using System.Threading.Channels;
using Coc.Contracts;
using Microsoft.Extensions.Hosting;

namespace Coc.Platform.Messaging;

/// <summary>
/// Gathers what is being delivered at this moment and has it handled in one transaction. Nobody waits for others to come: while one group is being
/// handled, the next one gathers. Each delivery is answered by itself.
/// </summary>
internal sealed class Together<TMessage>(InboxGate gate) : BackgroundService where TMessage : class, IIntegrationMessage
{
    private const int Most = 100;
    private readonly Channel<Waiter> arriving = Channel.CreateUnbounded<Waiter>();

    /// <summary>How many the next group has so far.</summary>
    internal int Waiting => arriving.Reader.Count;

    /// <summary>Returns when the message was handled or kept.</summary>
    public Task TakeAsync(TMessage message, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(message, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return arriving.Writer.TryWrite(waiter) ? waiter.Done.Task.WaitAsync(cancellationToken) : gate.TakeAsync(message, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await arriving.Reader.WaitToReadAsync(stoppingToken))
            {
                var group = new List<Waiter>();
                while (group.Count < Most && arriving.Reader.TryRead(out var next))
                {
                    group.Add(next);
                }

                await TakeAsync(group, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            arriving.Writer.Complete(); // stopping; what is not answered is delivered again
        }
    }

    private async Task TakeAsync(List<Waiter> group, CancellationToken cancellationToken)
    {
        try
        {
            await gate.TakeTogetherAsync(group.ConvertAll(w => w.Message), cancellationToken);
            group.ForEach(w => w.Done.TrySetResult());
        }
        catch (Exception) when (group.Count > 1 && !cancellationToken.IsCancellationRequested)
        {
            foreach (var waiter in group) // one of them cannot be handled: the others must not suffer for it
            {
                await TakeAsync([waiter], cancellationToken);
            }
        }
        catch (Exception e)
        {
            group.ForEach(w => w.Done.TrySetException(e));
        }
    }

    private sealed record Waiter(TMessage Message, TaskCompletionSource Done);
}

/// <summary>One message, where the service handles them together: released from waiting.</summary>
internal sealed class Alone<TMessage>(IHandleTogether<TMessage> together) : IHandle<TMessage> where TMessage : class, IIntegrationMessage
{
    public Task HandleAsync(TMessage message, Delivery delivery, CancellationToken cancellationToken) => together.HandleAsync([(message, delivery)], cancellationToken);
}
