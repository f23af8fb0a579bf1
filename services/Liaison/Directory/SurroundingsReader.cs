using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Time;

namespace Coc.Liaison.Directory;

/// <summary>Looks up what a body's rules need to know of the others.</summary>
internal sealed class SurroundingsReader(BodyDirectory directory, DomainClock clock)
{
    /// <summary>The chain of arbiters a policy would begin.</summary>
    public async Task<Surroundings> OfPolicyAsync(PolicyTerms terms, string slug, DateTimeOffset from, CancellationToken cancellationToken) =>
        Around.OfPolicy(terms, slug, Later(from, clock.GetUtcNow()), await StatesAsync(cancellationToken));

    /// <summary>What the holder of a seat is and does elsewhere, and those beside them.</summary>
    /// <param name="seat">as it is to be</param>
    public async Task<Surroundings> OfSeatAsync(string slug, Seat seat, CancellationToken cancellationToken)
    {
        var (states, now) = (await StatesAsync(cancellationToken), clock.GetUtcNow());
        Guid? same = seat.SameAs is [var other, ..] ? (await directory.SeatOrAccountAsync(other, cancellationToken))?.Id : null;
        return Around.OfSeat(slug, seat, states, await directory.PersonsAsync(cancellationToken), now) with
        {
            CapsBeyond = Around.CapsBeyond(slug, seat, states, now), SamePerson = same, UnknownPerson = seat.SameAs.Count > 0 && same is null,
        };
    }

    /// <summary>The same for a seat that is there: where else its holder decides was judged when it was filled.</summary>
    public async Task<Surroundings> OfAmendedAsync(string slug, Seat seat, CancellationToken cancellationToken) =>
        await OfSeatAsync(slug, seat, cancellationToken) with { Elsewhere = [], Person = new HashSet<Guid>() };

    /// <summary>The bodies that stand above the one an oversight entry names.</summary>
    public async Task<Surroundings> OfOversightAsync(OversightEntry entry, CancellationToken cancellationToken) =>
        entry.Body is null ? Surroundings.None : Surroundings.None with { StandingAbove = OversightRules.Above(entry.Body, await StatesAsync(cancellationToken)) };

    /// <summary>What a change that waits needs when it is confirmed.</summary>
    public async Task<Surroundings> OfChangeAsync(BodyEntry body, PendingChange? change, CancellationToken cancellationToken) => change is null ? Surroundings.None
        : await OfEffectAsync(body, change, cancellationToken) with { ProposedBy = (await directory.PersonsAsync(cancellationToken)).AgreedAccounts(change.By.Account) };

    private Task<Surroundings> OfEffectAsync(BodyEntry body, PendingChange change, CancellationToken cancellationToken) => change switch
    {
        PendingChange.Policy p => OfPolicyAsync(p.Terms, body.Slug, p.EffectiveFrom, cancellationToken),
        PendingChange.Oversight o => OfOversightAsync(o.Entry, cancellationToken),
        PendingChange.NewSeat n => OfSeatAsync(body.Slug, n.Wanted, cancellationToken),
        PendingChange.Amendment a when body.State.Seats.TryGetValue(a.Seat, out var seat) => OfAmendedAsync(body.Slug, seat with { Terms = a.Terms }, cancellationToken),
        _ => Task.FromResult(Surroundings.None),
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<Dictionary<string, BodyState>> StatesAsync(CancellationToken cancellationToken) =>
        (await directory.ListAsync(null, int.MaxValue, cancellationToken)).ToDictionary(b => b.Slug, b => b.State);
}
