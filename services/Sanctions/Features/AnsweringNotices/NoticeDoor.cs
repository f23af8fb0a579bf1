using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.AnsweringNotices;

/// <summary>The way to a command on a notice: the receiver's seats that did not state a hard conflict. The issuer's panel sees that it offered and what was answered; answering is the receiver's.</summary>
internal sealed class NoticeDoor(Wall wall, Finder finder)
{
    public async Task<(StreamKey Key, TicketSeat Seat)> OpenAsync(HttpContext context, Guid id)
    {
        var cancellationToken = context.RequestAborted;
        if (await finder.NoticesAsync([id], cancellationToken) is not [{ } row])
        {
            throw new ProblemException(Problems.NotFound);
        }

        var acting = await wall.DecidingAsync(context.Caller(), row.Key.Tenant, cancellationToken);
        return row.Hard.Contains(acting.Seat.Id) ? throw new ProblemException(Problems.NotFound) : (row.Key, acting.Seat);
    }
}
