using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>A case works on these reports, and hears what it may have missed.</summary>
internal sealed class CaseOpenedHandler(ReportFollower follower) : IHandle<CaseOpened>
{
    public Task HandleAsync(CaseOpened message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, message.Reports, report => [new ReportEvent.CaseLinked(message.Case), .. Repeating.For(report)], cancellationToken);
}
