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

    /// <summary>What the holder of a seat is and does elsewhere, and those beside them.</summary>
    /// <param name="seat">as it is to be</param>
    public async Task<Surroundings> OfSeatAsync(string slug, Seat seat, CancellationToken cancellationToken) =>
        Around.OfSeat(slug, seat, await StatesAsync(cancellationToken), await directory.PersonsAsync(cancellationToken), clock.GetUtcNow());

    /// <summary>The same for a seat that is there: where else its holder decides was judged when it was filled.</summary>
    public async Task<Surroundings> OfAmendedAsync(string slug, Seat seat, CancellationToken cancellationToken) => await OfSeatAsync(slug, seat, cancellationToken) with
    {
        Elsewhere = [], Person = new HashSet<Guid>(), CapsBeyond = Around.CapsBeyond(slug, seat, await StatesAsync(cancellationToken), clock.GetUtcNow()),
    };

    /// <summary>The bodies that stand above the one an oversight entry names.</summary>
    public async Task<Surroundings> OfOversightAsync(OversightEntry entry, CancellationToken cancellationToken) =>
        entry.Body is null ? Surroundings.None : Surroundings.None with { StandingAbove = OversightRules.Above(entry.Body, await StatesAsync(cancellationToken)) };

    /// <summary>What a change that waits needs when it is confirmed.</summary>
    /// <param name="account">whom Identity found behind the address of a new seat; null while it was not asked</param>
    public async Task<Surroundings> OfChangeAsync(BodyEntry body, PendingChange? change, Guid? account, CancellationToken cancellationToken) => change is null ? Surroundings.None
        : await OfEffectAsync(body, change, account, cancellationToken) with { ProposedBy = (await directory.PersonsAsync(cancellationToken)).AgreedAccounts(change.By.Account) };

    private Task<Surroundings> OfEffectAsync(BodyEntry body, PendingChange change, Guid? account, CancellationToken cancellationToken) => change switch
    {
        PendingChange.Policy p => OfPolicyAsync(p.Terms, body.Slug, cancellationToken),
        PendingChange.Oversight o => OfOversightAsync(o.Entry, cancellationToken),
        PendingChange.NewSeat n => OfSeatAsync(body.Slug, n.Wanted with { Account = account ?? n.Account }, cancellationToken),
        PendingChange.Amendment a when body.State.Seats.TryGetValue(a.Seat, out var seat) => OfAmendedAsync(body.Slug, seat with { Terms = a.Terms }, cancellationToken),
        _ => Task.FromResult(Surroundings.None),
    };

    private async Task<Dictionary<string, BodyState>> StatesAsync(CancellationToken cancellationToken) =>
        (await directory.ListAsync(null, int.MaxValue, cancellationToken)).ToDictionary(b => b.Slug, b => b.State);
}
