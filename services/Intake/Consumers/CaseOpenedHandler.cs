using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>A case works on these reports.</summary>
internal sealed class CaseOpenedHandler(ReportFollower follower) : IHandle<CaseOpened>
{
    public Task HandleAsync(CaseOpened message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, message.Reports, _ => new ReportEvent.CaseLinked(message.Case), cancellationToken);
}
