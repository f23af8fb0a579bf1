using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.ListingBodies;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>
/// A complaint, or retaliation, becomes a report of its own, which is routed and screened like any other. It has an incident of its own: nothing on the bus or in the
/// log leads those who handle the first report, or the room, to it.
/// </summary>
internal sealed class FollowUpAskedHandler(Reports reports, Rooms rooms, BodyDirectory bodies, IEventStore store, DomainClock clock, TimeProvider time) : IHandle<FollowUpAsked>
{
    public async Task HandleAsync(FollowUpAsked message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(message.FollowUp, cancellationToken) is not null)
        {
            return;
        }

        var filed = await FiledAsync(message, incident: Ids.V5(message.FollowUp, "incident"), cancellationToken);
        await store.AppendAsync(
            new Append(
                [new StreamAppend(Reports.Key(message.FollowUp), Reports.StreamType, 0, [new NewEvent(Ids.V5(delivery.MessageId, "filed"), filed)])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: $"receipt:{message.FollowUp}", Incident: filed.Incident))
            {
                Statements = [delivery.Inbox(time.GetUtcNow())],
            },
            cancellationToken);
    }

    private async Task<ReportEvent.ReportFiled> FiledAsync(FollowUpAsked message, Guid incident, CancellationToken cancellationToken)
    {
        if (!message.FromRoom)
        {
            var origin = await reports.FindAsync(message.Report, cancellationToken) ?? throw new InvalidOperationException($"Report {message.Report} is not here.");
            // An affected person's page names nobody else; who is meant by retaliation stands in the report.
            if (origin.AffectedOf is { } named && await reports.FindAsync(named, cancellationToken) is { } first)
            {
                origin = origin with { Filed = origin.Filed with { Subjects = first.Filed.Subjects } };
            }

            return origin.FollowUps.Single(f => f.Report == message.FollowUp).Filed(origin, incident);
        }

        var room = await rooms.FindAsync(message.Report, cancellationToken) ?? throw new InvalidOperationException($"Room {message.Report} is not here.");
        if (room.Body is null)
        {
            // By rule somebody else would hear it: nobody is routed to on a guess. What the panel put into the room says so when it comes.
            throw new InvalidOperationException($"Room {message.Report} does not say yet whose it is.");
        }

        var known = await bodies.KnownAsync(k => k.IsBody(room.Body), cancellationToken);
        return room.Complaints.Single(c => c.Report == message.FollowUp).Filed(room, incident, known.IsProject(room.Body) ? [room.Body!] : []);
    }
}
