using System.Buffers.Binary;
using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Intake.Features.Forwarding;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.KeepingRooms;

/// <summary><c>POST /internal/rooms</c>: a case tells an accused person (R39). And <c>GET /internal/reports/{report}/affected-knowledge</c>, which it asks before (P4).</summary>
internal static class OpeningRooms
{
    public static void MapOpeningRooms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/internal/rooms", async (HttpContext context, RoomCodes codes) =>
        {
            context.OnlyFor("cases");
            return Results.Json(await codes.MakeAsync(await context.ReadAsync<RoomRequest>(), context.Caller().Acting, context.RequestAborted), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
        routes.MapGet("/internal/reports/{report:guid}/affected-knowledge", async (HttpContext context, Guid report, Reports reports) =>
        {
            context.OnlyFor("cases");
            var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
            // Who reported knows of it; of all others only who is said to.
            return Results.Json(new AffectedKnowledge(report, found.Filed.Affected.Select(a => a.Value).Any(a => a is { Self: false, KnowsOfReport: not "yes" })), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
    }
}

/// <summary>Makes one-time codes for rooms, and exchanges them.</summary>
internal sealed class RoomCodes(Rooms rooms, IEventStore store, ServiceSettings settings, DomainClock clock)
{
    public async Task<RoomAnswer> MakeAsync(RoomRequest request, string? acting, CancellationToken cancellationToken)
    {
        var room = await rooms.FindAsync(request.Room, cancellationToken);
        if (room is { Claimed: true })
        {
            return new(null);
        }

        var code = CodeOf(request.Room, request.Number);
        if (room is null || room.Codes < request.Number)
        {
            List<RoomEvent> events = [new RoomEvent.RoomCodeMade(request.Number, request.Seat)];
            if (room is null)
            {
                events.Insert(0, new RoomEvent.RoomOpened(request.Case, request.Person));
            }

            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(request.Room), Rooms.StreamType, room?.Version ?? 0, [.. events.Select(e => new NewEvent(Ids.New(), e))])],
                        new EventContext(clock.GetUtcNow(), Ids.New(), Actor: acting, Seat: request.Seat, Incident: request.Incident, TraceParent: Activity.Current?.Id))
                    {
                        Statements =
                        [
                            new StoreStatement(
                                Reports.Tenant, "insert into app.room_claims (claim, tenant_id, room_id, number) values ($1, $2, $3, $4)",
                                Forwardings.HashOf(settings, code), Reports.Tenant, request.Room, request.Number),
                        ],
                    },
                    cancellationToken);
            }
            catch (Exception e) when (e is StreamConflictException or UniqueViolationException { Constraint: "uq_room_claims_number" or "pk_room_claims" })
            {
                return await MakeAsync(request, acting, cancellationToken); // somebody was faster, or an answer was lost on its way
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

    private string CodeOf(Guid room, int number)
    {
        var of = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(of, number);
        return ClaimCodes.Of(settings.Pepper, [.. "coc room code"u8, .. room.ToByteArray(), .. of]);
    }
}
