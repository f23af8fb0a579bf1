using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform.Messaging;

namespace Coc.Intake.Consumers;

/// <summary>Lays an apology on the page of whom it is for (P12), in the words that were written in the room, under the page's own key: it is theirs, whatever becomes of the room. One that was erased meanwhile is not brought.</summary>
internal sealed class ApologyPassedOnHandler(ReportFollower follower, Rooms rooms) : IHandle<ApologyPassedOn>
{
    public async Task HandleAsync(ApologyPassedOn message, Delivery delivery, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(message.Room, cancellationToken) ?? throw new InvalidOperationException($"Room {message.Room} does not exist.");
        var written = room.Entries.FirstOrDefault(e => e.Id == message.Entry && e.Kind == Apologies.Entry);
        await follower.NoteAsync(
            delivery, [message.Report],
            report => written?.Text is { } text && report.Apologies.All(a => a.Id != message.Apology)
                ? new ReportEvent.ApologyBrought(message.Case, message.Apology, Sensitive.Of(text, Owners.Reporter(report.Id)))
                : null,
            cancellationToken);
    }
}
