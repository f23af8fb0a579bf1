using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The receipt, or the page, shows where a request about data stands.</summary>
internal sealed class DataRequestMovedHandler(ReportFollower follower) : IHandle<DataRequestMoved>
{
    public Task HandleAsync(DataRequestMoved message, Delivery delivery, CancellationToken cancellationToken) => follower.NoteAsync(
        delivery, [message.Report], _ => new ReportEvent.DataRequestMoved(message.Case, message.Request, message.State, message.Because, message.Due), cancellationToken);
}
