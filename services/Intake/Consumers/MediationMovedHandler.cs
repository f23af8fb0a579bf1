using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The receipt, or the page, shows where a mediation stands.</summary>
internal sealed class MediationMovedHandler(ReportFollower follower) : IHandle<MediationMoved>
{
    public Task HandleAsync(MediationMoved message, Delivery delivery, CancellationToken cancellationToken) => follower.NoteAsync(
        delivery, [message.Report], _ => new ReportEvent.MediationMoved(message.Case, message.Mediation, message.State, message.Until), cancellationToken);
}
