using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Platform;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.Importing;

/// <summary>Brings the directory to what a file says, all or nothing, in one transaction. Run again it changes nothing.</summary>
internal sealed class Importer(IEventStore store, BodyDirectory directory, DomainClock clock)
{
    public async Task<ImportCounts> ProjectsAsync(string path, CancellationToken cancellationToken)
    {
        var rows = ProjectFile.Read(path);
        var foundations = await directory.OfKindAsync("foundation", cancellationToken);
        if (foundations is not [var foundation] || await directory.FindAsync(foundation, cancellationToken) is not { } serving)
        {
            throw new ImportFailure($"The directory holds {foundations.Count} foundations; projects can be imported when it holds exactly one.");
        }

        var plans = new List<ImportPlan>();
        foreach (var (row, stream) in rows.Zip(await store.ReadAsync([.. rows.Select(r => BodyStreams.Of(r.Slug))], cancellationToken)))
        {
            var plan = new ImportPlan(row.Slug, stream);
            if (plan.State.Profile is { Kind: not "project" })
            {
                throw ImportFailure.At(path, row.Line, "slug", $"'{row.Slug}' is a {plan.State.Profile.Kind} in the directory");
            }

            var profile = new BodyProfile(row.Slug, row.Name, "project", row.Handling, foundation, serving.Profile.Parent, plan.State.Profile?.VerifiedOn, row.Figures, plan.State.Profile?.Responders);
            plan.Run(plan.State.Profile is null ? new BodyCommand.AddBody(profile, new PolicyTerms(), clock.GetUtcNow()) : new BodyCommand.ChangeBody(profile));
            plans.Add(plan);
        }

        return await ApplyAsync(plans, [], cancellationToken);
    }

    /// <summary>Commits all plans, and what else belongs to them, at once.</summary>
    public async Task<ImportCounts> ApplyAsync(IReadOnlyList<ImportPlan> plans, IReadOnlyList<StreamAppend> others, CancellationToken cancellationToken)
    {
        var changed = plans.Where(p => p.Events.Count > 0).ToList();
        if (changed.Count + others.Count > 0)
        {
            await store.AppendAsync(
                new Append(
                    [.. changed.Select(p => new StreamAppend(BodyStreams.Of(p.Slug), BodyStreams.Type, p.Before, [.. p.Events.Select(e => new NewEvent(Ids.New(), e))]) { State = p.State }), .. others],
                    new EventContext(clock.GetUtcNow(), Ids.New(), Actor: "system")),
                cancellationToken);
        }

        return new(changed.Count(p => p.Before == 0), changed.Count(p => p.Before > 0), plans.Count - changed.Count);
    }
}

/// <summary>What an import did.</summary>
internal sealed record ImportCounts(int Added, int Changed, int Unchanged);
