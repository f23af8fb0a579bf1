using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The case changed hands; the receipt goes on with the new body, which hears what it may have missed.</summary>
internal sealed class CaseTransferredHandler(ReportFollower follower) : IHandle<CaseTransferred>
{
    public Task HandleAsync(CaseTransferred message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, message.Reports,
            report => [new ReportEvent.CaseHandedOver(message.FromCase, message.ToCase, message.To, message.Hop), .. Repeating.For(report)], cancellationToken);
}
