using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Registry;

/// <summary>
/// What follows for readers from two persons being one (R66): a panel reads the accounts by which it knows somebody. Those of another name, which may be somebody's whom one of its seats is too close to, are for who opens the person,
/// where a conflict counts (P1), and for who carries orders out.
/// </summary>
internal sealed class OtherNames(Finder finder, Streams streams)
{
    /// <summary>Those of these orders that are about an account of another name than their measure was imposed under.</summary>
    public async Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyList<Loaded<OrderState>> orders, CancellationToken cancellationToken)
    {
        var several = (await finder.OfSeveralNamesAsync([.. orders.Select(o => o.State.Issued!.Sanction).Distinct()], cancellationToken)).DistinctBy(s => s.Sanction).ToDictionary(s => s.Sanction);
        if (several.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var roots = (await streams.PersonsAsync([.. several.Values.Select(s => s.Root).Distinct()], cancellationToken)).ToDictionary(p => p.Key.Id, p => p.State);
        return orders.Where(o => several.TryGetValue(o.State.Issued!.Sanction, out var s) && !roots[s.Root].AccountsAs(s.Name, s.Root).Contains(o.State.Issued.Account.Value)).Select(o => o.Key.Id).ToHashSet();
    }
}
