using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>Reads off all bodies what the rules of one of them need to know.</summary>
internal static class Around
{
    /// <summary>The arbiter a policy names, that one's own, and so on; the last one comes twice when they go round.</summary>
    public static Surroundings OfPolicy(PolicyTerms terms, string slug, IReadOnlyDictionary<string, BodyState> bodies, DateTimeOffset now)
    {
        var chain = new List<string>();
        for (var next = terms.Arbiter; next is not null;)
        {
            var again = next == slug || chain.Contains(next);
            if (!again && !bodies.ContainsKey(next))
            {
                return new(chain, UnknownArbiter: true, []);
            }

            chain.Add(next);
            next = again ? null : bodies[next].PolicyAt(now).Terms.Complete(bodies[next].Profile!, 0).Arbiter;
        }

        return new(chain, false, []);
    }

    /// <summary>Where this account decides although that does not go together with deciding in <paramref name="slug"/>, by either body's rules.</summary>
    public static Surroundings OfSeat(string slug, Guid account, IReadOnlyDictionary<string, BodyState> bodies, DateTimeOffset now)
    {
        return new([], false, [.. from other in bodies
                                  where other.Key != slug && other.Value.Seats.Values.Any(s => s.Account == account && s.Decides && s.IsKept(now))
                                  where Bars(slug, other.Key) || Bars(other.Key, slug)
                                  select other.Key]);

        bool Bars(string body, string other) =>
            bodies.GetValueOrDefault(body) is { Policies.Count: > 0 } state && state.PolicyAt(now).Terms.NotTogetherWith?.Contains(other) == true;
    }
}
