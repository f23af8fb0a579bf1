using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Time;

namespace Coc.Liaison.Directory;

/// <summary>Looks up what a body's rules need to know of the others.</summary>
internal sealed class SurroundingsReader(BodyDirectory directory, DomainClock clock)
{
    /// <summary>The chain of arbiters a policy would begin.</summary>
    public async Task<Surroundings> OfPolicyAsync(PolicyTerms terms, string slug, CancellationToken cancellationToken) =>
        terms.Arbiter is null ? Surroundings.None : Around.OfPolicy(terms, slug, await StatesAsync(cancellationToken), clock.GetUtcNow());

    /// <summary>Bodies in which this account decides although that does not go together with deciding in <paramref name="slug"/>.</summary>
    public async Task<Surroundings> OfSeatAsync(string slug, Guid account, CancellationToken cancellationToken)
    {
        var bodies = (await directory.OfAccountAsync(account, cancellationToken)).Append(await directory.FindAsync(slug, cancellationToken)).OfType<BodyEntry>();
        return Around.OfSeat(slug, account, bodies.DistinctBy(b => b.Slug).ToDictionary(b => b.Slug, b => b.State), clock.GetUtcNow());
    }

    /// <summary>The bodies that stand above the one an oversight entry names.</summary>
    public async Task<Surroundings> OfOversightAsync(OversightEntry entry, CancellationToken cancellationToken) =>
        entry.Body is null ? Surroundings.None : Surroundings.None with { StandingAbove = OversightRules.Above(entry.Body, await StatesAsync(cancellationToken)) };

    /// <summary>What a change that waits needs when it is confirmed.</summary>
    public Task<Surroundings> OfChangeAsync(string slug, PendingChange? change, CancellationToken cancellationToken) => change switch
    {
        PendingChange.Policy p => OfPolicyAsync(p.Terms, slug, cancellationToken),
        PendingChange.Oversight o => OfOversightAsync(o.Entry, cancellationToken),
        PendingChange.NewSeat n => OfSeatAsync(slug, n.Account, cancellationToken),
        _ => Task.FromResult(Surroundings.None),
    };

    private async Task<Dictionary<string, BodyState>> StatesAsync(CancellationToken cancellationToken) =>
        (await directory.ListAsync(null, int.MaxValue, cancellationToken)).ToDictionary(b => b.Slug, b => b.State);
}
