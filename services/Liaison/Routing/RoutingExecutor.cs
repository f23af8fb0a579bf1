using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Routing;

/// <summary>Notes what is learned of a report and, once both halves are known, routes it in the same transaction.</summary>
internal sealed class RoutingExecutor(IEventStore store, ConcernedReader concerned, SetAside setAside, Overseen overseen, DomainClock clock)
{
    private const int Attempts = 5;

    public static StreamKey StreamOf(Guid report) => new(BodyStreams.Tenant, report);

    public static RoutingState Fold(EventStream stream) => stream.Events.Select(e => (RoutingEvent)e.Data).Aggregate(RoutingState.Nothing, RoutingState.Evolve);

    public async Task NoteAsync(Guid report, RoutingEvent noted, Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stream = await store.ReadAsync(StreamOf(report), cancellationToken: cancellationToken);
            var before = Fold(stream);
            if ((noted is RoutingEvent.ReportNoted && before.Report is not null) || (noted is RoutingEvent.SubjectsNoted && before.Subjects is not null))
            {
                return;
            }

            var after = RoutingState.Evolve(before, noted);
            var now = clock.GetUtcNow();
            var context = delivery.Context(now);
            List<NewEvent> events = [new(Ids.V5(delivery.MessageId, "noted"), noted)];
            List<StoreStatement> beside = [delivery.Inbox(now)];
            if (after.IsDue)
            {
                var (routed, policy) = await RouteAsync(after, delivery, now, cancellationToken);
                context = context with { Incident = after.Report!.Incident, PolicyVersion = policy };
                events.Add(new(Ids.V5(report, "routed"), routed));
                beside.Add(HandOverRows.Routed(routed));
            }

            try
            {
                await store.AppendAsync(
                    new Append([new StreamAppend(StreamOf(report), "routing", stream.Version, events)], context) { Statements = beside }, cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // The other half came at the same moment: whoever is second routes.
            }
        }
    }

    private async Task<(RoutingEvent.ReportRouted Routed, int PolicyVersion)> RouteAsync(RoutingState state, Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var report = state.Report!;
        var bodies = await concerned.ReadAsync(report.Projects, report.Event, cancellationToken)
            ?? throw new InvalidOperationException("The directory holds no foundation; import one.");
        var (aside, soft) = await setAside.ScreenAsync([report.Report], bodies.Candidates(report.ReceivedAt, now), delivery.Acting, cancellationToken);
        var hard = await overseen.OfAsync([report.Report], bodies.All, delivery.Acting, cancellationToken);
        var facts = bodies.Facts(report.ReceivedAt, now, aside, hard, soft) with { OtherCommunities = report.OtherCommunities, AddressTo = report.AddressTo };
        var verdict = report.Kind == Complaints.Kind ? Complaints.Route(facts, report.AboutBody) : Jurisdiction.Evaluate(facts);
        var routed = new RoutingEvent.ReportRouted(
            report.Report, verdict.Body, verdict.Rule, verdict.Because, [.. verdict.Rules.Where(r => r.Holds).Select(r => r.Rule)], report.ReceivedAt, report.Urgency,
            report.Projects, report.Event, [.. state.Subjects!], [.. verdict.Rules.Select(r => r.Evaluated)], verdict.JointWith,
            report.Kind, report.FollowsUp, Contradictions.Of(facts, verdict));
        return (routed, bodies.Body(verdict.Body).State.PolicyAt(report.ReceivedAt).Version);
    }
}
