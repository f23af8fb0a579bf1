using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Features.RegisteringEvents;

namespace Coc.Liaison.Routing;

/// <summary>Finds the bodies a report may concern: its projects, their foundation, its parent.</summary>
internal sealed class ConcernedReader(BodyDirectory directory, EventRegister events)
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
        return new(foundation, parent, own, eventSlug is null ? null : await events.ProducerOfAsync(eventSlug, cancellationToken));

        async ValueTask<BodyEntry?> FindAsync(string wanted) => named.GetValueOrDefault(wanted) ?? await directory.FindAsync(wanted, cancellationToken);
    }
}

/// <summary>The bodies a report may concern.</summary>
internal sealed record Concerned(BodyEntry Foundation, BodyEntry? Parent, IReadOnlyList<BodyEntry> Projects, string? EventProducer)
{
    /// <summary>Seats that may come to read it, in all these bodies. A seat filled after the report does not join it (P8).</summary>
    public IReadOnlyList<Seat> Candidates(DateTimeOffset receivedAt, DateTimeOffset now) =>
        [.. All.SelectMany(b => Usable(b, receivedAt, now, new HashSet<Guid>()))];

    /// <summary>What the rules look at.</summary>
    public Facts Facts(DateTimeOffset receivedAt, DateTimeOffset now, IReadOnlySet<Guid> setAside)
    {
        return new(Fact(Foundation), Parent is null ? null : Fact(Parent), [.. Projects.Select(Project)])
        {
            EventProducer = EventProducer, FoundationPolicy = Foundation.State.PolicyAt(receivedAt).Version,
        };

        ProjectFact Project(BodyEntry body)
        {
            var policy = body.State.PolicyAt(receivedAt);
            return new(body.Slug, body.Profile.Handling == "own", Count(body)) { OwnText = policy.Terms.OwnText ?? [], PolicyVersion = policy.Version };
        }

        ResponderFact Fact(BodyEntry body) => new(body.Slug, Count(body));

        int Count(BodyEntry body) => Usable(body, receivedAt, now, setAside).Count();
    }

    /// <summary>The body of that slug among these.</summary>
    public BodyEntry Body(string slug) => All.Single(b => b.Slug == slug);

    public static IEnumerable<Seat> Usable(BodyEntry body, DateTimeOffset receivedAt, DateTimeOffset now, IReadOnlySet<Guid> setAside) =>
        body.State.DecidingSeats(now).Where(s => s.FilledAt <= receivedAt && !setAside.Contains(s.Id));

    private IEnumerable<BodyEntry> All => Parent is null ? [.. Projects, Foundation] : [.. Projects, Foundation, Parent];
}
