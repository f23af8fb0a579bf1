using Coc.Cases.Domain;
using Coc.Cases.DueWork;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Cases.Consumers;

/// <summary>A seat ended: its access ends in every case, and the next is asked where it is missed.</summary>
internal sealed class SeatEndedHandler(CaseMessages cases, CaseFinder finder) : IHandle<SeatEnded>
{
    public async Task HandleAsync(SeatEnded message, Delivery delivery, CancellationToken cancellationToken) =>
        await cases.RunAllAsync(await finder.BySeatAsync(message.Seat, cancellationToken), delivery, now => new CaseCommand.EndSeat(now, message.Seat), cancellationToken);
}

/// <summary>A measure of a case changed its state; whoever has the case by now follows it. What is said of an emergency measure before its case is open waits for it, as the measure does.</summary>
internal sealed class SanctionProgressedHandler(CaseMessages cases, CaseFinder finder, IEventStore store, DomainClock clock) : IHandle<SanctionProgressed>
{
    public async Task HandleAsync(SanctionProgressed message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (message.Interim && (await finder.ByThingAsync(message.Sanction, cancellationToken)).Count == 0)
        {
            var now = clock.GetUtcNow();
            await store.AppendAsync(new Append([], delivery.Context(now)) { Statements = [EarlyProgress.Waits(message), delivery.Inbox(now)] }, cancellationToken);
            return;
        }

        await cases.RunOnAllOfAsync(
            message.Sanction,
            keys => cases.RunAllAsync(keys, delivery, now => new CaseCommand.FollowSanction(now, message.Sanction, message.State, message.OpenOrders) { Seen = message.Origin.Version }, cancellationToken),
            cancellationToken);
    }
}

/// <summary>A measure ends soon: whoever has its case tells who wished to be told (P14).</summary>
internal sealed class MeasureEndsSoonHandler(CaseMessages cases) : IHandle<MeasureEndsSoon>
{
    public Task HandleAsync(MeasureEndsSoon message, Delivery delivery, CancellationToken cancellationToken) => cases.RunOnAllOfAsync(
        message.Sanction, keys => cases.RunAllAsync(keys, delivery, now => new CaseCommand.TellAhead(now, message.Sanction, message.Ends), cancellationToken), cancellationToken);
}

/// <summary>The rules of jurisdiction were asked again: the case keeps what they say. First the other projects it concerns learn so, because what comes last says that all is done.</summary>
internal sealed class JurisdictionEvaluatedHandler(CaseMessages cases, SameIncident others) : IHandle<JurisdictionEvaluated>
{
    public async Task HandleAsync(JurisdictionEvaluated message, Delivery delivery, CancellationToken cancellationToken)
    {
        var key = new EventStore.StreamKey(message.Origin.Body, message.Case);
        var (concerned, project) = await others.OfAsync(key, cancellationToken);
        await cases.RunAllAsync(concerned, delivery, now => new CaseCommand.LearnOfProject(now, project), cancellationToken);
        await cases.RunAsync(
            key, delivery, now => new CaseCommand.FollowEvaluation(now, new(message.Body, message.Rule, message.Because, message.Rules, message.Contradictions, message.Origin.At)), cancellationToken);
    }
}
