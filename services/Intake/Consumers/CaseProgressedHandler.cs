using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The receipt follows the case, in the reporter's five words; what makes no difference to the reporter is not noted.</summary>
internal sealed class CaseProgressedHandler(ReportFollower follower) : IHandle<CaseProgressed>
{
    public Task HandleAsync(CaseProgressed message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, message.Reports, report => Note(report, message), cancellationToken);

    public static ReportEvent.CaseMoved? Note(ReportState report, CaseProgressed message)
    {
        var moved = new ReportEvent.CaseMoved(message.Case, message.State, message.AcknowledgeDue, message.AcknowledgedAt, message.Told?.Contains(report.Id) == true ? null : message.NextDate);
        return ReportState.Evolve(report, moved, report.Id, report.ReceivedAt) == report ? null : moved;
    }
}
