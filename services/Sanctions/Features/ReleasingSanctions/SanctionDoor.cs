using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReleasingSanctions;

/// <summary>The way to a command on a sanction: it exists for the caller, and a seat of its body acts that takes part in what decides.</summary>
internal sealed class SanctionDoor(Wall wall, Finder finder, Streams streams)
{
    public async Task<(StreamKey Key, TicketSeat Seat)> OpenAsync(HttpContext context, Guid id)
    {
        var cancellationToken = context.RequestAborted;
        await wall.RequireAsync(context.Caller(), id, cancellationToken);
        if (await finder.SanctionsAsync([id], cancellationToken) is not [{ } row])
        {
            throw new ProblemException(Problems.NotFound);
        }

        var acting = await wall.DecidingAsync(context.Caller(), row.Key.Tenant, cancellationToken);
        return (row.Key, await wall.SeatOnAsync(context.Caller(), id, cancellationToken, acting.Seat.Body) ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>412 when the client read another version.</summary>
    public async Task MatchAsync(HttpContext context, StreamKey key, CancellationToken cancellationToken)
    {
        if (context.Request.Headers.IfMatch.Count > 0)
        {
            ETags.RequireMatch(context, (await streams.SanctionAsync(key, cancellationToken)).Version);
        }
    }
}
