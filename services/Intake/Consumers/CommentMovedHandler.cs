using Coc.Contracts.Cases;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>The receipt, or the page, shows that a committee asks for a view of what it proposes.</summary>
internal sealed class CommentMovedHandler(ReportFollower follower) : IHandle<CommentMoved>
{
    public Task HandleAsync(CommentMoved message, Delivery delivery, CancellationToken cancellationToken) => follower.NoteAsync(
        delivery, [message.Report], _ => new ReportEvent.CommentMoved(message.Case, message.Request, message.Message, message.State, message.Until, message.Appeal), cancellationToken);
}
