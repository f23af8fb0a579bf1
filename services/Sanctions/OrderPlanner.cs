using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Fetches what the plan of orders needs: the spaces of the scope and the person's accounts.</summary>
internal sealed class OrderPlanner(BodyDirectory directory, SpaceRegistry spaces, PersonRegistry persons)
{
    public async Task<IReadOnlyList<PlannedOrder>> PlanAsync(SanctionState sanction, CancellationToken cancellationToken)
    {
        var owned = await SpacesAsync(sanction, cancellationToken);
        return OrderPlan.Of(sanction, owned, await persons.AccountsAsync(sanction.Imposed!.Person, cancellationToken));
    }

    /// <summary>Every registered space of the bodies it is for.</summary>
    public async Task<IReadOnlyList<OwnedSpace>> SpacesAsync(SanctionState sanction, CancellationToken cancellationToken)
    {
        var imposed = sanction.Imposed!;
        var bodies = imposed.Scope.All
            ? [.. (await directory.OfFoundationAsync(imposed.Issuer, cancellationToken)).Select(b => b.Slug)]
            : imposed.Scope.Bodies;
        return [.. (await spaces.OfAsync(bodies, cancellationToken)).Select(s => s.Owned)];
    }
}
