using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Routing;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Consumers;

/// <summary>One half of what routing needs: the report's codes. Who addressed a seat addressed its body, where that seat is asked first; an id that is no seat's addressed nobody (R2).</summary>
internal sealed class ReportReceivedHandler(RoutingExecutor routing, BodyDirectory directory) : IHandle<ReportReceived>
{
    public async Task HandleAsync(ReportReceived message, Delivery delivery, CancellationToken cancellationToken)
    {
        var isSeat = Guid.TryParse(message.AddressTo, out var seat);
        var addressed = isSeat ? (await directory.OfSeatAsync(seat, cancellationToken))?.Slug : message.AddressTo;
        await routing.NoteAsync(
            message.Report,
            new RoutingEvent.ReportNoted(
                message.Report, message.Incident, message.ReceivedAt, message.Urgency, message.Projects, message.Event, message.TouchesOtherCommunities, addressed,
                message.Kind, message.FollowsUp, message.AboutBody, isSeat && addressed is not null ? seat : null),
            delivery, cancellationToken);
    }
}

/// <summary>The other half: its subjects are known by id.</summary>
internal sealed class SubjectsIdentifiedHandler(RoutingExecutor routing) : IHandle<SubjectsIdentified>
{
    public Task HandleAsync(SubjectsIdentified message, Delivery delivery, CancellationToken cancellationToken) =>
        routing.NoteAsync(message.Report, new RoutingEvent.SubjectsNoted(message.Subjects), delivery, cancellationToken);
}
