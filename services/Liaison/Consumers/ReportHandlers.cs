using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Routing;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Consumers;

/// <summary>One half of what routing needs: the report's codes.</summary>
internal sealed class ReportReceivedHandler(RoutingExecutor routing) : IHandle<ReportReceived>
{
    public Task HandleAsync(ReportReceived message, Delivery delivery, CancellationToken cancellationToken) => routing.NoteAsync(
        message.Report,
        new RoutingEvent.ReportNoted(
            message.Report, message.Incident, message.ReceivedAt, message.Urgency, message.Projects, message.Event, message.TouchesOtherCommunities, message.AddressTo),
        delivery, cancellationToken);
}

/// <summary>The other half: its subjects are known by id.</summary>
internal sealed class SubjectsIdentifiedHandler(RoutingExecutor routing) : IHandle<SubjectsIdentified>
{
    public Task HandleAsync(SubjectsIdentified message, Delivery delivery, CancellationToken cancellationToken) =>
        routing.NoteAsync(message.Report, new RoutingEvent.SubjectsNoted(message.Subjects), delivery, cancellationToken);
}
