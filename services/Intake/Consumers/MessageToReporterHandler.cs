using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;
using Coc.Platform.Security;

namespace Coc.Intake.Consumers;

/// <summary>Fetches the committee's words once and keeps them in the thread.</summary>
internal sealed class MessageToReporterHandler(ReportFollower follower, Reports reports, ServiceChannel channel) : IHandle<MessageToReporter>
{
    public async Task HandleAsync(MessageToReporter message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(message.Report, cancellationToken) is not { } report || report.Thread.Any(e => e.Id == message.Message))
        {
            return;
        }

        var written = await channel.GetAsync<MessageText>("cases", $"/internal/cases/{message.Case}/messages/{message.Message}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Message {message.Message} is not in case {message.Case}.");
        await follower.NoteAsync(
            delivery, [message.Report], _ => new ReportEvent.CommitteeWrote(written.Message, written.At, Sensitive.Of(written.Text, Owners.Reporter(message.Report)), written.Appeal, written.IsOutcome), cancellationToken);
    }
}
