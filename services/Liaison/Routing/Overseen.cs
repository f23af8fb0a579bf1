using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Time;

namespace Coc.Liaison.Routing;

/// <summary>
/// Seats that are hard because a report is about somebody who stands above them (P7). Intake compares in memory, as for seats set aside; which entry matched is
/// kept nowhere.
/// </summary>
internal sealed class Overseen(BodyDirectory directory, SetAside setAside, Candidates candidates, DomainClock clock)
{
    /// <summary>Those of these bodies' seats.</summary>
    public async Task<IReadOnlySet<Guid>> OfAsync(IReadOnlyCollection<Guid> reports, IReadOnlyCollection<BodyEntry> bodies, string acting, CancellationToken cancellationToken,
        SetAsideByCase? beyond = null)
    {
        var entries = bodies.SelectMany(body => body.State.Oversight.Values.Select(entry => (Body: body, Entry: entry))).ToList();
        if (entries.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var above = await directory.FindAsync([.. entries.Select(e => e.Entry.Body).OfType<string>().Distinct()], cancellationToken);
        var now = clock.GetUtcNow();
        var deciding = await candidates.OfAsync([.. above.Values.SelectMany(b => b.State.DecidingSeats(now))], cancellationToken);
        var matched = await setAside.SubjectsAsync(reports, [.. entries.Select(e => e.Entry).Where(e => e.Body is null).Select(Person).Concat(deciding).DistinctBy(c => c.Seat)], acting, cancellationToken, beyond);
        return (from e in entries
                where Ids(e.Entry).Any(matched.Contains)
                from seat in e.Body.State.ActiveSeats(now)
                where e.Entry.Covers(seat)
                select seat.Id).ToHashSet();

        // One person under the entry's id, or everybody who decides in the body above.
        IEnumerable<Guid> Ids(OversightEntry entry) => entry.Body is not { } body ? [entry.Id] : above.TryGetValue(body, out var found) ? found.State.DecidingSeats(now).Select(s => s.Id) : [];
    }

    private static CandidateSeat Person(OversightEntry entry) => new(entry.Id, Guid.Empty, entry.Name?.Value ?? "", null, entry.Accounts?.Value ?? []);
}
