using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Features.HandingOn;

/// <summary>Who watches a body now and whose turns come next; Liaison says.</summary>
internal sealed class TurnReading(ServiceChannel channel)
{
    public async Task<IReadOnlyList<WatchTurn>> OfAsync(CaseState state, Guid seat, CancellationToken cancellationToken) =>
        (await channel.GetAsync<BodyDuty>("liaison", $"/internal/bodies/{state.Body}/duty", $"seat:{seat}", cancellationToken))?.Turns ?? [];
}
