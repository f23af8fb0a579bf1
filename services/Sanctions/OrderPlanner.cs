using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Fetches what the plan of orders needs: the spaces of the scope and the person's accounts.</summary>
internal sealed class OrderPlanner(BodyDirectory directory, SpaceRegistry spaces, PersonRegistry persons)
{
    public async Task<IReadOnlyList<PlannedOrder>> PlanAsync(SanctionState sanction, CancellationToken cancellationToken)
    {
        var imposed = sanction.Imposed!;
        var bodies = imposed.Scope.All
            ? [.. (await directory.OfFoundationAsync(imposed.Issuer, cancellationToken)).Select(b => b.Slug)]
            : imposed.Scope.Bodies;
        var owned = await spaces.OfAsync(bodies, cancellationToken);
        return OrderPlan.Of(sanction, [.. owned.Select(s => s.Owned)], await persons.AccountsAsync(imposed.Person, cancellationToken));
    }
}
