using Coc.Platform.Security;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What an entry of the oversight register must satisfy: it is about seats of this body, and nobody stands above themselves, not even by way of others.</summary>
internal static class OversightRules
{
    public static Refusal? Check(BodyState state, OversightEntry entry, DateTimeOffset now, Surroundings around)
    {
        if (state.Profile!.ActingSlug != state.Profile.Slug)
        {
            return new Refusal("actedForByFoundation", "P7", "The foundation's seats act for this body: note there who stands above them.");
        }

        if (entry.Seats?.Any(id => !(state.Seats.TryGetValue(id, out var seat) && seat.MayBeOverseen && seat.IsKept(now))) == true)
        {
            return new Refusal("notADecidingSeat", "P7", "Oversight is noted over seats of this body that decide, or are held by somebody from outside.");
        }

        return entry.Body == state.Profile.Slug || (entry.Body is not null && around.StandingAbove.Contains(state.Profile.Slug)) || IsAboveItself(state, entry, now)
            ? new Refusal("circularOversight", "P7", "This leads back to where it began: nobody stands above themselves.")
            : null;
    }

    /// <summary>Bodies that stand above this one, directly or by way of others.</summary>
    public static IReadOnlySet<string> Above(string slug, IReadOnlyDictionary<string, BodyState> bodies)
    {
        var above = new HashSet<string>();
        var next = new Queue<string>([slug]);
        while (next.TryDequeue(out var body))
        {
            foreach (var higher in bodies.GetValueOrDefault(body)?.Oversight.Values.Select(e => e.Body).OfType<string>().Where(above.Add) ?? [])
            {
                next.Enqueue(higher);
            }
        }

        return above;
    }

    // Within the body: whoever is named may hold a seat, and from the covered seats it may lead back to that one.
    private static bool IsAboveItself(BodyState state, OversightEntry entry, DateTimeOffset now)
    {
        var (seats, others) = (state.ActiveSeats(now).Where(s => s.MayBeOverseen).ToList(), state.Oversight.Values.Where(e => e.Id != entry.Id).ToList());
        return entry.Seats is not null && seats.Where(entry.Covers).Any(covered => LeadsTo(covered, entry, others, seats)); // "all" means all the others
    }

    private static bool LeadsTo(Seat from, OversightEntry entry, List<OversightEntry> others, List<Seat> seats)
    {
        var (seen, next) = (new HashSet<Guid>(), new Queue<Seat>([from]));
        while (next.TryDequeue(out var seat))
        {
            if (Is(entry, seat))
            {
                return true;
            }

            foreach (var below in others.Where(e => e.Seats is not null && Is(e, seat)).SelectMany(e => seats.Where(e.Covers)).Where(s => seen.Add(s.Id)))
            {
                next.Enqueue(below);
            }
        }

        return false;
    }

    private static bool Is(OversightEntry entry, Seat seat) =>
        (entry.Name?.Value is { } name && seat.Known.Names.Any(held => BlindIndex.NormalName(name) == BlindIndex.NormalName(held)))
        || (entry.Accounts?.Value ?? []).Select(BlindIndex.NormalAccount).Intersect(seat.Known.Accounts.Select(BlindIndex.NormalAccount)).Any();
}
