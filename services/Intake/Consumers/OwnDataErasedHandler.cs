using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>
/// Makes what one person gave, and was given, unreadable for good (P19): their own key, in their own stream; evidence lies under the same. What they stated about others is those others' data and stays under their keys.
/// Whom they excluded stays too, under a key of its own: it keeps these away from what follows, or is open (P11).
/// </summary>
internal sealed class OwnDataErasedHandler(IEventStore store, Reports reports, DomainClock clock, TimeProvider time) : IHandle<OwnDataErased>
{
    public async Task HandleAsync(OwnDataErased message, Delivery delivery, CancellationToken cancellationToken)
    {
        var report = message.IsRoom ? null : await reports.FindAsync(message.Party, cancellationToken);
        if (report is not null)
        {
            await KeepExclusionsAsync(report, delivery, cancellationToken);
        }

        // Destroyed first: repeated, it is destroyed already; noted first, a crash would leave it.
        foreach (var owner in message.IsRoom ? [RoomEvent.Owner] : OwnersOf(message.Party, report))
        {
            await store.DestroyKeyAsync(Reports.Key(message.Party), owner, cancellationToken);
        }

        await store.AppendAsync(new Append([], delivery.Context(clock.GetUtcNow())) { Statements = [delivery.Inbox(time.GetUtcNow())] }, cancellationToken);
    }

    // Heard twice, it is stored once: by then they are read from what was stored here.
    private async Task KeepExclusionsAsync(ReportState report, Delivery delivery, CancellationToken cancellationToken)
    {
        var entry = Ids.V5(delivery.MessageId, "exclusions");
        List<Exclusion> excluded = [.. report.Exclusions.Distinct()];
        if (excluded.Count == 0 || report.LastExclusion == entry)
        {
            return;
        }

        var kept = new ReportEvent.ReporterExcluded(entry, [.. excluded.Select(e => Sensitive.Of(e, Owners.Exclusions(report.Id)))]);
        await store.AppendAsync(
            new Append([new StreamAppend(Reports.Key(report.Id), Reports.StreamType, report.Version, [new NewEvent(entry, kept)])], delivery.Context(clock.GetUtcNow())), cancellationToken);
    }

    // Who reported because it happened to them said who they are there too.
    private static IReadOnlyList<string> OwnersOf(Guid party, ReportState? report) =>
        [Owners.Reporter(party), .. report?.Filed.Affected.Select((a, i) => (a.Value, Owner: Owners.Affected(i))).Where(a => a.Value is { Self: true }).Select(a => a.Owner) ?? []];
}
