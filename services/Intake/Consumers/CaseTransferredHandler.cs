using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The case changed hands; the receipt goes on with the new body.</summary>
internal sealed class CaseTransferredHandler(ReportFollower follower) : IHandle<CaseTransferred>
{
    public Task HandleAsync(CaseTransferred message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, message.Reports, _ => new ReportEvent.CaseHandedOver(message.FromCase, message.ToCase, message.To, message.Hop), cancellationToken);
}
