using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;
using Coc.Platform.Security;

namespace Coc.Intake.Consumers;

/// <summary>Fetches what of a letter is another matter, once; it becomes a report of its own as what follows from a report does (P22).</summary>
internal sealed class PartSplitOffHandler(ReportFollower follower, Reports reports, ServiceChannel channel) : IHandle<PartSplitOff>
{
    public async Task HandleAsync(PartSplitOff message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(message.Report, cancellationToken) is not { } report || report.FollowUps.Any(f => f.Report == message.Part))
        {
            return;
        }

        var part = await channel.GetAsync<SplitPart>("cases", $"/internal/cases/{message.Case}/parts/{message.Part}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Part {message.Part} is not in case {message.Case}.");
        await follower.NoteAsync(
            delivery, [message.Report],
            _ => new ReportEvent.PartSplitOff(part.Part, message.Case, Sensitive.Of(part.Text, Owners.Reporter(message.Report)), part.Projects, part.Subjects, part.Affected), cancellationToken);
    }
}
