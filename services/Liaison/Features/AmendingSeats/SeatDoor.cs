using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.AmendingSeats;

/// <summary>A seat exists for its holder, for the chair of its body and for the admin.</summary>
internal sealed class SeatDoor(BodyDirectory directory, Wall wall, DomainClock clock)
{
    public async Task<(BodyEntry Body, Seat Seat, Asker Asker)> OpenAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (await directory.OfSeatAsync(id, cancellationToken) is not { } body || !body.State.Seats.TryGetValue(id, out var seat) || !seat.IsKept(clock.GetUtcNow()))
        {
            throw new ProblemException(Problems.NotFound);
        }

        var asker = seat.Begun && seat.Account == caller.Account && caller.Seats.Any(s => s.Id == id) ? Wall.AskerOf(seat) : await wall.ProposesForAsync(caller, body, cancellationToken);
        return (body, seat, asker ?? throw new ProblemException(Problems.NotFound));
    }

    /// <summary>A seat for its holder alone, also after it ended: what is known of them there is theirs to set right.</summary>
    public async Task<(BodyEntry Body, Seat Seat, Asker Asker)> OpenOwnAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var body = await directory.OfSeatAsync(id, cancellationToken);
        return body?.State.Seats.GetValueOrDefault(id) is { Begun: true } seat && seat.Account == caller.Account && (seat.EndedAt is not null || caller.Seats.Any(s => s.Id == id))
            ? (body, seat, Wall.AskerOf(seat))
            : throw new ProblemException(Problems.NotFound);
    }

    /// <summary>A seat that ended exists for those who keep the body's seats.</summary>
    public async Task<(BodyEntry Body, Asker Asker)> OpenEndedAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var body = await directory.OfSeatAsync(id, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
        return (body, await wall.ProposesForAsync(caller, body, cancellationToken) ?? throw new ProblemException(Problems.NotFound));
    }
}
