using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Time;

namespace Coc.Liaison.Directory;

/// <summary>Looks up what a body's rules need to know of the others.</summary>
internal sealed class SurroundingsReader(BodyDirectory directory, DomainClock clock)
{
    /// <summary>The chain of arbiters a policy would begin.</summary>
    /// <param name="slug">the body itself, which a first policy names before the directory has it</param>
    public async Task<Surroundings> OfPolicyAsync(PolicyTerms terms, string slug, CancellationToken cancellationToken)
    {
        var chain = new List<string>();
        for (var next = terms.Arbiter; next is not null;)
        {
            if (next == slug)
            {
                return new([.. chain, next], false, []);
            }

            if (await directory.FindAsync(next, cancellationToken) is not { } body)
            {
                return new(chain, UnknownArbiter: true, []);
            }

            var again = chain.Contains(next);
            chain.Add(next);
            next = again ? null : body.State.PolicyAt(clock.GetUtcNow()).Terms.Complete(body.Profile, 0).Arbiter;
        }

        return new(chain, false, []);
    }

    /// <summary>Bodies in which this account decides although that does not go together with deciding in <paramref name="slug"/>.</summary>
    public async Task<Surroundings> OfSeatAsync(string slug, Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var barred = (await directory.FindAsync(slug, cancellationToken))?.State.PolicyAt(now).Terms.NotTogetherWith ?? [];
        return new([], false, [.. from other in await directory.OfAccountAsync(account, cancellationToken)
                                  where other.Slug != slug && other.State.Seats.Values.Any(s => s.Account == account && s.Decides && s.IsKept(now))
                                  where barred.Contains(other.Slug) || other.State.PolicyAt(now).Terms.NotTogetherWith?.Contains(slug) == true
                                  select other.Slug]);
    }

    /// <summary>What a change that waits needs when it is confirmed.</summary>
    public Task<Surroundings> OfChangeAsync(string slug, PendingChange? change, CancellationToken cancellationToken) => change switch
    {
        PendingChange.Policy p => OfPolicyAsync(p.Terms, slug, cancellationToken),
        PendingChange.NewSeat n => OfSeatAsync(slug, n.Account, cancellationToken),
        _ => Task.FromResult(Surroundings.None),
    };
}
