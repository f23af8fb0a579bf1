using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Platform;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.Importing;

/// <summary>
/// Brings the directory to what a file says of it: bodies, policies, seats, events, in one transaction or not at all. What the file does not name stays;
/// run again it changes nothing. Every rule a person's change would meet is met here too.
/// </summary>
internal sealed class DirectoryImporter(IEventStore store, BodyDirectory directory, EventRegister register, Importer importer, Seating seating, DomainClock clock)
{
    public Task<ImportCounts> ImportAsync(string path, CancellationToken cancellationToken) => seating.AloneAsync(() => ImportAsync(DirectoryFile.Read, path, cancellationToken), cancellationToken);

    /// <summary>The same from the file of a whole foundation.</summary>
    public Task<ImportCounts> FoundationAsync(string path, CancellationToken cancellationToken) => seating.AloneAsync(() => ImportAsync(FoundationFile.Read, path, cancellationToken), cancellationToken);

    private async Task<ImportCounts> ImportAsync(Func<string, DateTimeOffset, DirectoryFile> read, string path, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var file = read(path, now);
        var slugs = (file.Bodies ?? []).Select(b => b.Slug).Concat((file.Seats ?? []).Select(s => s.Body)).Distinct().ToList();
        var plans = slugs.Zip(await store.ReadAsync([.. slugs.Select(BodyStreams.Of)], cancellationToken)).Select(p => new ImportPlan(p.First, p.Second)).ToDictionary(p => p.Slug);
        var others = (await directory.ListAsync(null, int.MaxValue, cancellationToken)).Where(b => !plans.ContainsKey(b.Slug)).ToDictionary(b => b.Slug, b => b.State);
        foreach (var body in (file.Bodies ?? []).OrderBy(b => b.Kind == "project")) // what they say of a project's parent is known before it
        {
            Want(plans[body.Slug], body, body.Kind == "project" ? ParentOf(body.Foundation!) : body.Kind == "foundation" ? body.Parent : null, now);
        }

        CheckTogether(file, plans, All(others, plans), now);
        SeatsWanted.Apply(file.Seats ?? [], plans, others, now);
        foreach (var plan in plans.Values)
        {
            BodyWanted.CheckReachable(plan, now);
        }

        foreach (var body in file.Bodies ?? [])
        {
            BodyWanted.Duty(plans[body.Slug], body, now);
            BodyWanted.Oversight(plans[body.Slug], body, All(others, plans), now);
        }

        return await importer.ApplyAsync([.. plans.Values], await EventsAsync(file, All(others, plans), cancellationToken), cancellationToken);

        string? ParentOf(string foundation) => (plans.GetValueOrDefault(foundation)?.State ?? others.GetValueOrDefault(foundation))?.Profile?.Parent;
    }

    private static Dictionary<string, BodyState> All(Dictionary<string, BodyState> others, Dictionary<string, ImportPlan> plans) =>
        others.Concat(plans.Values.Where(p => p.State.Profile is not null).Select(p => KeyValuePair.Create(p.Slug, p.State))).ToDictionary();

    private static void Want(ImportPlan plan, DirectoryFile.BodyRecord body, string? parent, DateTimeOffset now)
    {
        var before = plan.State.Profile;
        var profile = new BodyProfile(
            body.Slug, body.Name, body.Kind, body.Handling, body.Kind == "project" ? body.Foundation! : body.Slug, parent,
            body.VerifiedOn ?? before?.VerifiedOn, body.Figures ?? before?.Figures, before?.Responders.Changed(body.Slug, body.Contacts, body.CodeLink, body.Conditions)
                ?? default(ResponderEntry).Changed(body.Slug, body.Contacts, body.CodeLink, body.Conditions));
        if (before is null)
        {
            plan.Run(new BodyCommand.AddBody(profile, BodyWanted.InForce(body, now)?.Terms ?? new PolicyTerms(), now) { Policies = body.Policies is null ? null : body.Dated, AsPartOfAFile = true });
            plan.Wanted.AddRange(BodyWanted.Binding(body, now));
            return;
        }

        if (before.Kind != body.Kind)
        {
            throw new ImportFailure($"{body.Slug}: is a {before.Kind} in the directory, not a {body.Kind}.");
        }

        plan.Run(new BodyCommand.ChangeBody(profile));
        BodyWanted.Policies(plan, body, now);
    }

    // What one body says of another can only be judged when all are known: foundations, parents, arbiters.
    private static void CheckTogether(DirectoryFile file, Dictionary<string, ImportPlan> plans, Dictionary<string, BodyState> all, DateTimeOffset now)
    {
        foreach (var plan in plans.Values)
        {
            var profile = plan.State.Profile ?? throw new ImportFailure($"{plan.Slug}: seats are listed, but the body is neither in the file nor in the directory.");
            if (profile.Kind == "project")
            {
                var foundation = all.GetValueOrDefault(profile.Foundation)?.Profile;
                if (foundation?.Kind != "foundation")
                {
                    throw new ImportFailure($"{plan.Slug}: its foundation is neither in the file nor in the directory.");
                }

                plan.Run(new BodyCommand.ChangeBody(profile with { Parent = foundation.Parent }));
            }
            else if (profile.Kind == "foundation" && profile.Parent is { } parent && all.GetValueOrDefault(parent)?.Profile?.Kind != "parent")
            {
                throw new ImportFailure($"{plan.Slug}: its parent is neither in the file nor in the directory.");
            }

            // Earlier ones are history and bind nobody any more.
            foreach (var policy in plan.State.Policies.Where(p => p.EffectiveFrom > now).Append(plan.State.PolicyAt(now)))
            {
                if (PolicyLimits.Check(plan.State, policy.Terms with { Quorum = null, PanelMinimum = null, Calendar = null }, now, now, Around.OfPolicy(policy.Terms, plan.Slug, Later(policy.EffectiveFrom, now), all)) is { } refusal)
                {
                    throw new ImportFailure($"{plan.Slug}: {refusal.Detail} ({refusal.Rule})");
                }
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<List<StreamAppend>> EventsAsync(DirectoryFile file, Dictionary<string, BodyState> all, CancellationToken cancellationToken)
    {
        var changed = new List<StreamAppend>();
        foreach (var entry in file.Events ?? [])
        {
            if (entry.Bodies?.FirstOrDefault(b => !all.ContainsKey(b)) is { } unknown)
            {
                throw new ImportFailure($"The event {entry.Slug} names {unknown}, which is neither in the file nor in the directory.");
            }

            var (before, version) = await register.FindAsync(entry.Slug, cancellationToken);
            var listed = entry.Request.Listed();
            if (before is null || !Same(before, listed))
            {
                changed.Add(new StreamAppend(EventRegister.StreamOf(entry.Slug), "event", version, [new NewEvent(Ids.New(), listed)]));
            }
        }

        return changed;
    }

    private static bool Same(GatheringListed one, GatheringListed other) =>
        one with { Bodies = other.Bodies, OffHoursContact = other.OffHoursContact } == other && one.Bodies.SequenceEqual(other.Bodies) && one.OffHoursContact?.Value == other.OffHoursContact?.Value;
}
