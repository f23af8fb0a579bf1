using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>Fetches what a panel lets an accused person see, and keeps it in the room, so that it stays there when the case moves.</summary>
internal sealed class ReleasedToRoomHandler(Rooms rooms, IEventStore store, ServiceChannel channel, DomainClock clock, TimeProvider time) : IHandle<ReleasedToRoom>
{
    private const int Attempts = 5;

    public async Task HandleAsync(ReleasedToRoom message, Delivery delivery, CancellationToken cancellationToken)
    {
        var item = await channel.GetAsync<ReleasedItem>("cases", $"/internal/cases/{message.Case}/rooms/{message.Room}/items/{message.Item}", delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException($"Item {message.Item} is not released in case {message.Case}.");
        var m = item.Measure;
        var content = new RoomItemContent(
            item.Text, item.Finding, item.Category, m is null ? null : new(m.Type, m.Bodies, m.Spaces, m.From, m.Until, m.Permanent, m.Readmission, m.Conditions));
        var released = new RoomEvent.ItemReleased(
            message.Case, item.Item, item.Kind, item.Body, item.State, item.Until, Sensitive.Of(content, RoomEvent.Owner), message.Origin.At);
        for (var attempt = 1; ; attempt++)
        {
            var room = await rooms.FindAsync(message.Room, cancellationToken) ?? throw new InvalidOperationException($"Room {message.Room} does not exist.");
            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(room.Id), Rooms.StreamType, room.Version, [new NewEvent(Ids.V5(delivery.MessageId, room.Id.ToString("D")), released)])],
                        delivery.Context(clock.GetUtcNow()))
                    {
                        Statements = [delivery.Inbox(time.GetUtcNow())],
                    },
                    cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // The person wrote, or something else was released, at the same moment.
            }
        }
    }
}
