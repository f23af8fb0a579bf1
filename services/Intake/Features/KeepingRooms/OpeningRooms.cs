using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.KeepingRooms;

/// <summary><c>POST /internal/rooms</c>: a case tells an accused person (R39).</summary>
internal static class OpeningRooms
{
    public static void MapOpeningRooms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/rooms", async (HttpContext context, RoomCodes codes) =>
        {
            context.OnlyFor("cases");
            return Results.Json(await codes.MakeAsync(await context.ReadAsync<RoomRequest>(), context.Caller().Acting, context.RequestAborted), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}

/// <summary>Makes one-time codes for rooms, and exchanges them.</summary>
internal sealed class RoomCodes(Rooms rooms, HandedCodes codes, IEventStore store, ServiceSettings settings, DomainClock clock)
{
    public async Task<RoomAnswer> MakeAsync(RoomRequest request, string? acting, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(request.Room, cancellationToken);
        if (room is { Claimed: true })
        {
            return new(null);
        }

        var code = codes.Of(HandedCodes.Room, request.Room, request.Number);
        if (room is null || room.Codes < request.Number)
        {
            List<RoomEvent> events = [new RoomEvent.RoomCodeMade(request.Number, request.Seat)];
            if (room is null)
            {
                events.Insert(0, new RoomEvent.RoomOpened(request.Case, request.Person, request.Body));
            }

            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(request.Room), Rooms.StreamType, room?.Version ?? 0, [.. events.Select(e => new NewEvent(Ids.New(), e))])],
                        new EventContext(clock.GetUtcNow(), Ids.New(), Actor: acting, Seat: request.Seat, Incident: request.Incident, TraceParent: Activity.Current?.Id))
                    {
                        Statements = [codes.Keep(HandedCodes.Room, request.Room, request.Number)],
                    },
                    cancellationToken);
            }
            catch (Exception e) when (HandedCodes.IsThere(e))
            {
                return await MakeAsync(request, acting, cancellationToken);
            }
        }

        return new(code);
    }

    /// <summary>What makes this code the person's own; null: it is good for no room.</summary>
    public async Task<Taking?> TakeAsync(byte[] claim, string own, CancellationToken cancellationToken)
    {
        if (await rooms.OfClaimAsync(claim, cancellationToken) is not { } room)
        {
            return null;
        }

        var entry = Ids.New();
        return new(
            new ExchangedAnswer(null, own),
            new StreamAppend(Reports.Key(room.Id), Rooms.StreamType, room.Version, [new NewEvent(entry, new RoomEvent.RoomClaimed(entry))]),
            new StoreStatement(Reports.Tenant, "insert into app.room_codes (hash, tenant_id, room_id) values ($1, $2, $3)", Rooms.HashOf(settings, own), Reports.Tenant, room.Id),
            $"room:{room.Person}");
    }
}
