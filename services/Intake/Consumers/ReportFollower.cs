using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Notifying;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>Notes on reports what other services did with them; nothing here gives anybody a right.</summary>
internal sealed class ReportFollower(Reports reports, IEventStore store, ReporterNews news, DomainClock clock, TimeProvider time)
{
    private const int Attempts = 5;

    /// <summary>Appends what <paramref name="note"/> makes of each report, together with the inbox row. Reports that are not ours are passed over.</summary>
    public Task NoteAsync(Delivery delivery, IReadOnlyList<Guid> ids, Func<ReportState, ReportEvent?> note, CancellationToken cancellationToken) =>
        NoteAsync(delivery, ids, report => note(report) is { } one ? [one] : Array.Empty<ReportEvent>(), cancellationToken);

    /// <summary>The same where one thing heard of makes several events.</summary>
    public async Task NoteAsync(Delivery delivery, IReadOnlyList<Guid> ids, Func<ReportState, IReadOnlyList<ReportEvent>> note, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ids.Count > 0; attempt++)
        {
            try
            {
                await TryAsync(delivery, ids, note, cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // The reporter wrote, or another message came, at the same moment.
            }
        }
    }

    private async Task TryAsync(Delivery delivery, IReadOnlyList<Guid> ids, Func<ReportState, IReadOnlyList<ReportEvent>> note, CancellationToken cancellationToken)
    {
        var noted = (await reports.FindAsync(ids, cancellationToken))
            .Select(r => (Report: r, Events: note(r)))
            .Where(n => n.Events.Count > 0)
            .ToList();
        var streams = noted
            .Select(n => new StreamAppend(
                Reports.Key(n.Report.Id), Reports.StreamType, n.Report.Version, [.. n.Events.Select((e, i) => new NewEvent(Ids.V5(delivery.MessageId, IdOf(n.Report.Id, i)), e))]))
            .ToList();
        if (streams.Count > 0)
        {
            // The version just read: the store then writes in one round trip, without a lock before.
            await store.AppendAsync(
                new Append(streams, delivery.Context(clock.GetUtcNow()))
                {
                    Statements = [delivery.Inbox(time.GetUtcNow()), .. noted.SelectMany(n => news.Of(n.Report, n.Events, delivery.MessageId))],
                },
                cancellationToken);
        }
    }

    private static string IdOf(Guid report, int index) => index == 0 ? report.ToString("D") : $"{report:D}:{index}";
}
