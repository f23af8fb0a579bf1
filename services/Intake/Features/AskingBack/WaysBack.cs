using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake.Features.AskingBack;

/// <summary>Asks the registry of sanctions how the person of a room comes back.</summary>
internal sealed class WaysBack(ServiceChannel channel)
{
    // One name for all: a ticket is fetched every few seconds, not for every room.
    private static readonly string Acting = $"system:{Ids.V5(Guid.Empty, "intake:waysBack")}";

    public async Task<IReadOnlyList<WayBackShown>> OfAsync(IReadOnlyList<Guid> measures, CancellationToken cancellationToken) => measures.Count == 0
        ? []
        : (await channel.PostAsync<WaysBackAnswer>("sanctions", "/internal/ways-back", new WaysBackQuestion(measures), Acting, cancellationToken) ?? throw new ProblemException(Problems.Unavailable)).Ways;

    /// <summary>Null where it cannot be told right now: the rest of the room is shown all the same.</summary>
    public async Task<IReadOnlyList<WayBackShown>?> ShownAsync(RoomState room, CancellationToken cancellationToken)
    {
        try
        {
            return await OfAsync(Readmissions.Measures(room), cancellationToken);
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ProblemException e) when (e.Problem.Status == 503)
        {
            return null;
        }
    }
}
