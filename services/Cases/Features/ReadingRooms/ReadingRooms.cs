using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ReadingRooms;

/// <summary><c>GET /api/cases/{id}/rooms/{room}</c>: what the accused person sent. Our wall first, then Intake with a ticket that names the seat; both sides write it down.</summary>
internal static class ReadingRooms
{
    public static void MapReadingRooms(this IEndpointRouteBuilder cases) =>
        cases.MapGet("rooms/{room:guid}", async (HttpContext context, Guid id, Guid room, CaseFinder finder, CaseReads reads, RoomReading rooms) =>
        {
            var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
            if (seen.State.HasGone || seen.State.Accused.Room(room) is null)
            {
                throw new ProblemException(Problems.NotFound);
            }

            await reads.RecordAsync(seen.Key, seen.Seat, "room", room, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(await rooms.OfAsync(seen.State, seen.Seat.Seat, room, context.RequestAborted), Json.Options);
        }).Produces<RoomContent>();
}

/// <summary>The way from a case to what an accused person wrote.</summary>
internal sealed class RoomReading(ServiceChannel channel)
{
    /// <summary>What was said to this very case. The others judge an objection; whom it is against does not read it.</summary>
    public async Task<RoomContent> OfAsync(CaseState state, Guid seat, Guid room, CancellationToken cancellationToken)
    {
        var content = await channel.GetAsync<RoomContent>("intake", $"/internal/rooms/{room}?case={state.Id}&seat={seat}&{Reading.Threads(state)}", $"seat:{seat}", cancellationToken) ?? throw new ProblemException(Problems.NotFound);
        var heard = state.Accused.Heard(room).Concat(state.DataRequests.Where(r => r.Party == room).Select(r => r.Id)).ToHashSet();
        return content with { Entries = [.. content.Entries.Where(e => heard.Contains(e.Entry) && (e.Kind != "objection" || e.About != seat))] };
    }

    /// <summary>The words of one answer.</summary>
    /// <exception cref="ProblemException">409 when they are erased</exception>
    public async Task<string> TextAsync(CaseState state, Guid seat, Guid room, Guid entry, CancellationToken cancellationToken) =>
        (await OfAsync(state, seat, room, cancellationToken)).Entries.FirstOrDefault(e => e.Entry == entry)?.Text
        ?? throw new ProblemException(Problems.Refused("erased", "P19", "This has been erased."));
}
