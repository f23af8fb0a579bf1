using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>Reads off all bodies what the rules of one of them need to know.</summary>
internal static class Around
{
    /// <summary>The arbiter a policy names, or means where it names none, that one's own, and so on; the last one comes twice when they go round, be it only once others' policies to come are in force.</summary>
    public static Surroundings OfPolicy(PolicyTerms terms, string slug, DateTimeOffset from, IReadOnlyDictionary<string, BodyState> bodies)
    {
        var ends = bodies.GetValueOrDefault(slug)?.Policies.Select(p => p.EffectiveFrom).Where(at => at > from).Order().Cast<DateTimeOffset?>().FirstOrDefault();
        var chains = bodies.Values.SelectMany(b => b.Policies).Select(p => p.EffectiveFrom).Where(at => at > from && !(at >= ends)).Distinct().Order().Prepend(from)
            .Select(at => ArbitersAt(terms, slug, bodies, at)).ToList();
        return chains.FirstOrDefault(c => c.LeadsBackTo(slug)) ?? chains[0];
    }

    private static Surroundings ArbitersAt(PolicyTerms terms, string slug, IReadOnlyDictionary<string, BodyState> bodies, DateTimeOffset at)
    {
        var chain = new List<string>();
        for (var next = bodies.GetValueOrDefault(slug)?.Profile is { } profile ? terms.Complete(profile, 0).Arbiter : terms.Arbiter; next is not null;)
        {
            var again = next == slug || chain.Contains(next);
            if (!again && !bodies.ContainsKey(next))
            {
                return new(chain, UnknownArbiter: true, []);
            }

            chain.Add(next);
            next = again ? null : bodies[next].PolicyAt(at).Terms.Complete(bodies[next].Profile!, 0).Arbiter;
        }

        return new(chain, false, []);
    }

    /// <summary>Of the person, under whatever address: where they decide although that does not go together with deciding in <paramref name="slug"/>, by either body's rules; and for whom holders of seats work.</summary>
    /// <param name="alone">also by what holders wrote alone</param>
    public static Surroundings OfSeat(string slug, Seat seat, IReadOnlyDictionary<string, BodyState> bodies, Persons persons, DateTimeOffset now, bool alone = true)
    {
        var person = alone ? persons.Accounts(seat.Account, seat) : persons.AgreedAccounts(seat.Account, seat);
        var beside = bodies.GetValueOrDefault(slug)?.Seats.Values.Where(s => s.Id != seat.Id && s.Decides && s.IsKept(now)) ?? [];
        return new([], false, [.. from other in bodies
                                  where other.Key != slug && other.Value.Seats.Values.Any(s => person.Contains(s.Account) && s.Decides && s.IsKept(now))
                                  where Bars(slug, other.Key) || Bars(other.Key, slug)
                                  orderby other.Key
                                  select other.Key])
        {
            Person = person,
            Employers = beside.Select(s => (s.Id, Employer: StatedBy(persons.AgreedAccounts(s.Account), s))).Append((seat.Id, Employer: StatedBy(persons.AgreedAccounts(seat.Account, seat), seat)))
                .Where(e => e.Employer is not null).ToDictionary(e => e.Id, e => e.Employer!),
        };

        string? StatedBy(IReadOnlySet<Guid> accounts, Seat one) => one.Terms.Employer?.Value is not null ? null
            : persons.Seats(accounts).Where(s => s.Id != one.Id && s.IsKept(now)).OrderByDescending(s => s.FilledAt).ThenBy(s => s.Id).Select(s => s.Terms.Employer?.Value).FirstOrDefault(e => !string.IsNullOrWhiteSpace(e));

        bool Bars(string body, string other) =>
            bodies.GetValueOrDefault(body) is { Policies.Count: > 0 } state && state.PolicyAt(now).Terms.NotTogetherWith?.Contains(other) == true;
    }

    /// <summary>Other bodies whose employer cap would be exceeded by what this seat is to say, because its holder names no employer there.</summary>
    /// <param name="seat">as it is to be</param>
    public static IReadOnlyList<string> CapsBeyond(string slug, Seat seat, IReadOnlyDictionary<string, BodyState> bodies, DateTimeOffset now)
    {
        var then = bodies.ToDictionary(b => b.Key, b => b.Key == slug ? b.Value with { Seats = b.Value.Seats.SetItem(seat.Id, seat) } : b.Value);
        return [.. CapsBeyond([(slug, seat.Id)], bodies, then, now).Where(other => other != slug)];
    }

    /// <summary>Bodies whose employer cap these seats exceed in other seats of the people who hold them.</summary>
    public static IReadOnlyList<string> CapsBeyond(
        IReadOnlyCollection<(string Body, Guid Seat)> changed, IReadOnlyDictionary<string, BodyState> bodies, IReadOnlyDictionary<string, BodyState> then, DateTimeOffset now)
    {
        var (before, after) = (Everybody(bodies), Everybody(then));
        var people = changed.SelectMany(c => after.AgreedAccounts(then[c.Body].Seats[c.Seat].Account)).ToHashSet();
        return
        [
            .. from other in then
               where other.Value.Policies.Count > 0
               where other.Value.Seats.Values.Any(s => people.Contains(s.Account) && s.IsKept(now) && !changed.Contains((other.Key, s.Id)) && Breaks(other.Key, s, then, after) && !(bodies.ContainsKey(other.Key) && Breaks(other.Key, s, bodies, before)))
               orderby other.Key
               select other.Key,
        ];

        static Persons Everybody(IReadOnlyDictionary<string, BodyState> all) => Persons.Of(all.Values.SelectMany(b => b.Seats.Values));

        bool Breaks(string body, Seat held, IReadOnlyDictionary<string, BodyState> all, Persons persons) =>
            SeatRules.BreaksEmployerCap(all[body], held.Id, held.Terms, now, OfSeat(body, held, all, persons, now).Employers);
    }
}
