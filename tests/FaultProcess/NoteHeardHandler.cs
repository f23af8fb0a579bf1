using Coc.EventStore;
using Coc.Platform.Messaging;

namespace Coc.FaultProcess;

/// <summary>Copies what was heard, in one transaction with the inbox row.</summary>
public sealed class NoteHeardHandler(IEventStore store, TimeProvider time) : IHandle<NoteHeard>
{
    public async Task HandleAsync(NoteHeard message, Delivery delivery, CancellationToken cancellationToken)
    {
        var copied = new NewEvent(Guid.CreateVersion7(), new NoteCopied(message.Origin.Version));
        var stream = new StreamAppend(Notes.CopyOf(message.Origin.Stream), "copy", StreamAppend.ExpectAny, [copied]);
        await store.AppendAsync(
            new Append([stream], delivery.Context(time.GetUtcNow())) { Statements = [delivery.Inbox(time.GetUtcNow())] }, cancellationToken);
    }
}
