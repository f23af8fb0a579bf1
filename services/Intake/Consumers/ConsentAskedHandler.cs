using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>A case asks for the reporter's consent; the receipt shows the question.</summary>
internal sealed class ConsentAskedHandler(ReportFollower follower) : IHandle<ConsentAsked>
{
    public Task HandleAsync(ConsentAsked message, Delivery delivery, CancellationToken cancellationToken) =>
        follower.NoteAsync(delivery, [message.Report], _ => new ReportEvent.ConsentAsked(message.Case, message.Audience, message.To, message.Until), cancellationToken);
}
