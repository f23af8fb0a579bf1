using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.AskingBack;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.ReadingRooms;

/// <summary><c>GET /api/room</c>: the accused person's side. And <c>GET /internal/rooms/{room}?case=&amp;seat=&amp;reports=</c>: what the person sent, as the panel reads it; every read is recorded before anything is shown.</summary>
internal static class ReadingRooms
{
    public static void MapReadingRooms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/room", ReadAsync).For(CallerKind.Room).Produces<RoomView>().WithName("readRoom");
        routes.MapGet("/internal/rooms/{room:guid}", GiveAsync).For(CallerKind.Service).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadAsync(HttpContext context, Rooms rooms, Reports reports, Readers readers, WaysBack waysBack, DomainClock clock)
    {
        var room = await rooms.OfCodeAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ETag = ETags.Of(room.Version);
        var deciders = room.Body is { } body ? (await readers.DecidingAsync(body, context.RequestAborted)).Readers : [];
        var complaints = await FollowUpView.OfAsync(room.Complaints, null, reports, readers, context.RequestAborted);
        return Results.Json(RoomView.Of(room, deciders, complaints, clock.GetUtcNow()) with { WaysBack = await waysBack.ShownAsync(room, context.RequestAborted) }, Json.Options);
    }

    private static async Task<IResult> GiveAsync(HttpContext context, Guid room, Rooms rooms, ExcludedReaders excluded, IEventStore store, DomainClock clock)
    {
        context.OnlyFor("cases");
        var found = await rooms.FindAsync(room, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var (inCase, seat) = (context.IdOf("case"), context.IdOf("seat"));
        await excluded.RefuseAsync(context, [], seat);
        await store.AppendAsync(
            new Append(
                [new StreamAppend(new(Reports.Tenant, Ids.V5(room, "reads")), "room_reads", StreamAppend.ExpectAny, [new NewEvent(Ids.New(), new RoomRead(room, inCase, seat))])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: context.Caller().Acting, Seat: seat, TraceParent: Activity.Current?.Id)),
            context.RequestAborted);
        return Results.Json(new RoomContent(room, [.. found.Entries.Select(e => new RoomEntryText(e.Id, e.Kind, e.At, e.About, e.Text))]), Json.Options);
    }
}
