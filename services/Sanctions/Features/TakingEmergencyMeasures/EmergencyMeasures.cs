using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.TakingEmergencyMeasures;

/// <summary>A measure somebody took at once.</summary>
/// <param name="Report">the report whose case holds it</param>
internal sealed record EmergencyMeasure(Guid Id, Guid Report, string Body, Guid Seat, Guid Account, EmergencyRequest Request);

/// <summary>An emergency measure is a sanction on an interim basis: in force and ordered at once, it ends by the same clock and sends the same undoing orders.</summary>
internal sealed class EmergencyMeasures(Streams streams, PersonExecutor persons, PersonRegistry registry, Effects effects)
{
    /// <summary>Why it goes before the person is told (P2).</summary>
    private const string Because = "emergency";

    public async Task<(Changes Changes, Guid? Incident)> TakeAsync(EmergencyMeasure measure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new Changes();
        var before = await streams.SanctionAsync(new StreamKey(measure.Body, measure.Id), cancellationToken);
        if (before.State.Exists)
        {
            return (changes, before.Incident); // asked again
        }

        var request = measure.Request;
        var account = BlindIndex.NormalAccount(request.Account!);
        var person = (await persons.IdentifyAsync(changes, measure.Id, [new StatedPerson([account], null, null)], cancellationToken))[0].Person;
        var hash = registry.HashOf(account);
        var order = new IssuedOrder(OrderDecider.IdOf(measure.Id, measure.Body, request.Space!, Convert.ToHexStringLower(hash), undo: false), measure.Body, request.Space!, false);
        var events = Events(measure, person, order, now);
        await effects.ApplyAsync(changes, before, events, new Dictionary<Guid, string> { [order.Order] = account }, now, cancellationToken);
        var after = events.Aggregate(before.State, SanctionState.Evolve);
        Effects.Stand(changes, after, [hash]); // a person first heard of now is not in the index yet
        if (request.AlreadyDone == true)
        {
            var key = new StreamKey(order.Body, order.Order);
            List<OrderEvent> done = [new OrderEvent.OrderClaimed(measure.Id, null, measure.Seat), new OrderEvent.OrderDone(measure.Id, null, measure.Seat, null, now + OrderTimes.Check)];
            var issued = OrderState.Evolve(OrderState.None, Effects.Issued(after, before.Key, order, account, now));
            changes.Add(key, Streams.OrderType, 0, done, done.Aggregate(issued, OrderState.Evolve));
        }

        return (changes, before.Incident);
    }

    private static List<SanctionEvent> Events(EmergencyMeasure measure, Guid person, IssuedOrder order, DateTimeOffset now)
    {
        var request = measure.Request;
        var impose = new SanctionCommand.Impose(
            measure.Id, person, measure.Body, request.Kind!, new SanctionScope(false, [measure.Body], [request.Space!]),
            new SanctionTerm(request.TakenAt(now), request.Until!.Value.ToUniversalTime(), "automatic"), null, null,
            new SanctionBasis(SanctionBasis.Interim, measure.Report, measure.Body, false, null, null, null));
        List<SanctionEvent> events = [];
        var state = SanctionState.None;
        foreach (var command in (SanctionCommand?[])[impose, new SanctionCommand.Release(Because, now, [order]), request.AlreadyDone == true ? new SanctionCommand.SettleOrder(order.Order, "done", []) : null])
        {
            if (command is not null)
            {
                var more = CommandRunner.Accepted(SanctionDecider.Decide(command, state));
                events.AddRange(more);
                state = more.Aggregate(state, SanctionState.Evolve);
            }
        }

        return
        [
            .. events,
            new SanctionEvent.EmergencyTaken(
                measure.Report, person, request.Kind!, [request.Space!], request.Until.Value.ToUniversalTime(), request.AlreadyDone!.Value, measure.Seat, measure.Account, request.TakenAt(now)),
        ];
    }
}
