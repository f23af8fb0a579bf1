using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Platform.Time;

namespace Coc.Liaison.Routing;

/// <summary>Finds the bodies a report may concern: its projects, their foundation, its parent.</summary>
internal sealed class ConcernedReader(BodyDirectory directory, EventRegister events, DomainClock clock)
{
    /// <summary>Null while the directory holds no foundation.</summary>
    public async Task<Concerned?> ReadAsync(IReadOnlyList<string> projects, string? eventSlug, CancellationToken cancellationToken)
    {
        // What was above them last time is asked for along with them: one question instead of three.
        var named = await directory.FindAsync([.. projects, .. projects.SelectMany(directory.Above)], cancellationToken);
        var own = projects.Distinct().Select(p => named.GetValueOrDefault(p)).OfType<BodyEntry>().Where(b => b.Profile.Kind == "project").ToList();
        var slug = (own is [var first, ..] ? first.Profile.Foundation : null) ?? await directory.FirstFoundationAsync(cancellationToken);
        if (slug is null || await FindAsync(slug) is not { } foundation)
        {
            return null;
        }

        var parent = foundation.Profile.Parent is { } above ? await FindAsync(above) : null;
        return new(foundation, parent, own)
        {
            Gathering = eventSlug is null ? null : (await events.FindAsync(eventSlug, cancellationToken)).Listed,
            Arbiter = ArbiterOf(foundation, parent) is { } arbiter ? await FindAsync(arbiter) : null,
        };

        // The outside arbiter is neither of the two above (P7).
        string? ArbiterOf(params IReadOnlyList<BodyEntry?> above) => above.OfType<BodyEntry>().Select(b => b.State.PolicyAt(clock.GetUtcNow()).Terms.Arbiter)
            .FirstOrDefault(a => a is not null && above.All(b => b?.Slug != a));

        async ValueTask<BodyEntry?> FindAsync(string wanted) => named.GetValueOrDefault(wanted) ?? await directory.FindAsync(wanted, cancellationToken);
    }
}

/// <summary>The bodies a report may concern.</summary>
internal sealed record Concerned(BodyEntry Foundation, BodyEntry? Parent, IReadOnlyList<BodyEntry> Projects)
{
    /// <summary>The event it happened at, when the register knows it.</summary>
    public GatheringListed? Gathering { get; init; }

    /// <summary>The outside arbiter that foundation or parent name.</summary>
    public BodyEntry? Arbiter { get; init; }

    /// <summary>Seats that may come to read it, in all these bodies. A seat filled after the report does not join it (P8).</summary>
    public IReadOnlyList<Seat> Candidates(DateTimeOffset receivedAt, DateTimeOffset now) =>
        [.. All.SelectMany(b => Usable(b, receivedAt, now, new HashSet<Guid>()))];

    /// <summary>What the rules look at.</summary>
    /// <param name="overseen">seats that are hard because the report is about somebody above them (P7)</param>
    /// <param name="soft">seats with a soft tie that was declared beforehand: whatever they answer, they are not without a conflict, and who has one is no responder (P1, J6)</param>
    public Facts Facts(DateTimeOffset receivedAt, DateTimeOffset now, IReadOnlySet<Guid> setAside, IReadOnlySet<Guid>? overseen = null, IReadOnlySet<Guid>? soft = null)
    {
        return new(Fact(Foundation), Parent is null ? null : Fact(Parent), [.. Projects.Select(Project)])
        {
            EventProducer = Gathering?.Producer,
            FoundationCodeApplies = Projects.Count > 0 || Gathering?.Bodies.Any(b => b != Parent?.Slug) == true,
            FoundationPolicy = Foundation.State.PolicyAt(receivedAt).Version,
            ProjectConflicts = Projects is [var only] ? Conflicts(only, s => s.Terms.Role == "member") : null,
            FoundationConflicts = Conflicts(Foundation, s => s.Decides),
            Arbiter = Arbiter is null ? null : Fact(Arbiter),
        };

        ProjectFact Project(BodyEntry body)
        {
            var policy = body.State.PolicyAt(receivedAt);
            return new(body.Slug, body.Profile.Handling == "own", Count(body)) { OwnText = policy.Terms.OwnText ?? [], PolicyVersion = policy.Version };
        }

        ResponderFact Fact(BodyEntry body) => new(body.Slug, Count(body));

        int Count(BodyEntry body) => Usable(body, receivedAt, now, setAside).Count(s => overseen?.Contains(s.Id) != true && soft?.Contains(s.Id) != true);

        // Known before anybody is asked only where oversight makes seats hard.
        ConflictFact? Conflicts(BodyEntry body, Func<Seat, bool> counts)
        {
            var seats = Usable(body, receivedAt, now, setAside).Where(counts).ToList();
            var hard = seats.Count(s => overseen?.Contains(s.Id) == true);
            return hard == 0 ? null : new(hard, seats.Count, seats.Count(s => overseen?.Contains(s.Id) != true && soft?.Contains(s.Id) != true));
        }
    }

    /// <summary>The body of that slug among these.</summary>
    public BodyEntry Body(string slug) => All.Single(b => b.Slug == slug);

    public static IEnumerable<Seat> Usable(BodyEntry body, DateTimeOffset receivedAt, DateTimeOffset now, IReadOnlySet<Guid> setAside) =>
        body.State.DecidingSeats(now).Where(s => s.FilledAt <= receivedAt && !setAside.Contains(s.Id));

    public IReadOnlyList<BodyEntry> All => [.. new[] { Foundation, Parent, Arbiter }.OfType<BodyEntry>().Concat(Projects).DistinctBy(b => b.Slug)];
}
