using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Intake.Features.KeepingRooms;

/// <summary>Finds rooms, by id or by the private code of the caller. A code that opens nothing, whatever the reason, is 404.</summary>
internal sealed class Rooms(IEventStore store, NpgsqlDataSource database, HandedCodes codes, ServiceSettings settings)
{
    public const string StreamType = "room";

    public static byte[] HashOf(ServiceSettings settings, string code) => Codes.Hash(settings.Pepper, "room", code);

    public async Task<RoomState?> FindAsync(Guid room, CancellationToken cancellationToken) => RoomState.Of(await store.ReadAsync(Reports.Key(room), cancellationToken: cancellationToken));

    /// <summary>The room behind the code of this request.</summary>
    public async Task<RoomState> OfCodeAsync(HttpContext context) =>
        await database.ReadAsync(Reports.Tenant, "select room_id from app.room_codes where hash = $1", [HashOf(settings, context.Caller().Subject)], r => r.GetGuid(0), context.RequestAborted) is [var id]
        && await FindAsync(id, context.RequestAborted) is { } room
            ? room
            : throw new ProblemException(Problems.NotFound);

    /// <summary>The room a one-time code is good for now; null: none.</summary>
    public async Task<RoomState?> OfClaimAsync(byte[] claim, CancellationToken cancellationToken) =>
        await codes.FindAsync(HandedCodes.Room, claim, cancellationToken) is { } found && await FindAsync(found.Thing, cancellationToken) is { Claimed: false } room && room.Codes == found.Number ? room : null;
}
