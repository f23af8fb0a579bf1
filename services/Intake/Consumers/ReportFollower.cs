using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>Notes on reports what other services did with them; nothing here gives anybody a right.</summary>
internal sealed class ReportFollower(Reports reports, IEventStore store, DomainClock clock, TimeProvider time)
{
    /// <summary>Appends what <paramref name="note"/> makes of each report, together with the inbox row. Reports that are not ours are passed over.</summary>
    public async Task NoteAsync(Delivery delivery, IReadOnlyList<Guid> ids, Func<ReportState, ReportEvent?> note, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var streams = (await reports.FindAsync(ids, cancellationToken))
            .Select(r => (r.Id, Event: note(r)))
            .Where(n => n.Event is not null)
            .Select(n => new StreamAppend(
                Reports.Key(n.Id), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(Ids.V5(delivery.MessageId, n.Id.ToString("D")), n.Event!)]))
            .ToList();
        if (streams.Count > 0)
        {
            await store.AppendAsync(new Append(streams, delivery.Context(clock.GetUtcNow())) { Statements = [delivery.Inbox(time.GetUtcNow())] }, cancellationToken);
        }
    }
}
