using Coc.Contracts.Intake;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A person asks in their room to come back (R52). The time for the answer runs from when they asked.</summary>
internal sealed class ReadmissionAskedHandler(Finder finder, ReturnExecutor comingBack, MessageRunner runner) : IHandle<ReadmissionAsked>
{
    public async Task HandleAsync(ReadmissionAsked message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await finder.SanctionsAsync([message.Sanction], cancellationToken) is not [{ } row])
        {
            throw new InvalidOperationException("A measure that a room shows is not here yet."); // tried again soon
        }

        await runner.RunAsync(delivery, (changes, now) => comingBack.AskAsync(changes, row.Key, new SanctionCommand.AskReadmission(message.Entry, message.Room, message.Origin.At), cancellationToken), cancellationToken);
    }
}
