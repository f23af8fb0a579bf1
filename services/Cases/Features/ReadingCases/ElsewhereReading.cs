using Coc.Cases.Domain;
using Coc.Cases.Features.HandingOn;
using Coc.Cases.Features.UnsealingIdentities;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>What other services know, asked together and only where it makes a difference; while one is silent nothing of it is offered, as nothing would be taken.</summary>
internal sealed class ElsewhereReading(HolderReading holders, TurnReading turns)
{
    public async Task<Elsewhere> OfAsync(SeenCase seen, CancellationToken cancellationToken)
    {
        var (held, next) = (holders.OfAsync(seen, cancellationToken), TurnsAsync(seen, cancellationToken));
        return new(await held, await next);
    }

    private async Task<IReadOnlyList<WatchTurn>> TurnsAsync(SeenCase seen, CancellationToken cancellationToken)
    {
        if (Availability.Of(seen.State, seen.Seat.Seat, Domain.HandingOn.Command) is not null)
        {
            return []; // whatever it does next, it hands nothing on
        }

        try
        {
            return await turns.OfAsync(seen.State, seen.Seat.Seat, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ProblemWriter.IsOutage(e))
        {
            return [];
        }
    }
}
