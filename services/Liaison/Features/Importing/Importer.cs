using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.FillingSeats;
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

            Want(plan, new BodyProfile(row.Slug, row.Name, "project", row.Handling, foundation, serving.Profile.Parent, plan.State.Profile?.VerifiedOn, row.Figures, plan.State.Profile?.Responders), null);
            plans.Add(plan);
        }

        return await ApplyAsync(plans, [], cancellationToken);
    }

    public async Task<ImportCounts> FoundationAsync(string path, CancellationToken cancellationToken)
    {
        var file = FoundationFile.Read(path);
        var bodies = file.Bodies ?? [];
        var streams = await store.ReadAsync([.. bodies.Select(b => BodyStreams.Of(b.Slug))], cancellationToken);
        var plans = bodies.Zip(streams).Select(pair =>
        {
            var (entry, stream) = pair;
            var plan = new ImportPlan(entry.Slug, stream);
            var foundation = entry.Foundation ?? entry.Slug;
            var parent = entry.Parent ?? bodies.FirstOrDefault(b => b.Slug == entry.Foundation)?.Parent;
            var profile = new BodyProfile(entry.Slug, entry.Name, entry.Kind, entry.Handling, foundation, parent, plan.State.Profile?.VerifiedOn, plan.State.Profile?.Figures, plan.State.Profile?.Responders);
            Want(plan, profile, entry.Policy);
            foreach (var seat in (file.Seats ?? []).Where(s => s.Body == entry.Slug))
            {
                Want(plan, seat, file.Accounts!.First(a => a.Email == seat.Email).Name);
            }

            return plan;
        }).ToList();
        return await ApplyAsync(plans, [], cancellationToken);
    }

    private void Want(ImportPlan plan, BodyProfile profile, PolicyTerms? terms) => plan.Run(
        plan.State.Profile is null ? new BodyCommand.AddBody(profile, terms ?? new PolicyTerms(), clock.GetUtcNow()) : new BodyCommand.ChangeBody(profile));

    // A seat is known by its id, also after it ended: an import does not seat anybody twice.
    private void Want(ImportPlan plan, FoundationFile.SeatEntry entry, string? name)
    {
        var address = entry.Email.Trim().ToLowerInvariant();
        var seat = Ids.V5(Guid.Empty, $"seat:{entry.Body}:{address}:{entry.Role}");
        if (plan.State.Seats.ContainsKey(seat))
        {
            return;
        }

        var (now, owner) = (clock.GetUtcNow(), SeatTerms.OwnerOf(seat));
        var terms = new SeatTerms(
            entry.Role, entry.Appointment, entry.Chair, entry.Order, now, null, Sensitive.Of(address, owner), Sensitive.OfOptional(name, owner),
            Sensitive.OfOptional(entry.Employer, owner), Sensitive.OfOptional(entry.Accounts, owner));
        plan.Run(new BodyCommand.FillSeat(Asker.System, Guid.Empty, seat, AccountIds.Of(address), terms, entry.Order, now));
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
