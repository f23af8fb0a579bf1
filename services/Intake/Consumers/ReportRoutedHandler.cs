using Coc.Contracts.Liaison;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The reporter sees which body has the report.</summary>
internal sealed class ReportRoutedHandler(ReportFollower follower) : IHandle<ReportRouted>
{
    public Task HandleAsync(ReportRouted message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, [message.Report], report => report.Body == message.To && report.JointWith == message.JointWith ? null : new ReportEvent.BodyNamed(message.To, message.JointWith), cancellationToken);
}
