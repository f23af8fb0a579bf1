using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Who is meant: accounts as stated to persons of the registry.</summary>
internal sealed class PersonExecutor(Streams streams, PersonRegistry registry)
{
    private const string Unknown = "unknown";
    private const string Claimed = "claimed";

    /// <summary>Gathers what identifying a report's subjects changes. Accounts named together are one claimed person.</summary>
    public async Task<IReadOnlyList<IdentifiedAs>> IdentifyAsync(Changes changes, Guid report, IReadOnlyList<StatedPerson> subjects, CancellationToken cancellationToken)
    {
        var stated = subjects.Select(s => (IReadOnlyList<string>)[.. s.Accounts.Select(BlindIndex.NormalAccount).Where(a => a.Length > 0).Distinct()]).ToList();
        var owners = await registry.FindAsync([.. stated.SelectMany(a => a).Distinct()], cancellationToken);
        var identified = new List<IdentifiedAs>();
        var claims = new Dictionary<Guid, (HashSet<string> Accounts, string? Name)>();
        for (var i = 0; i < subjects.Count; i++)
        {
            var person = stated[i].Where(owners.ContainsKey).Select(a => owners[a]).FirstOrDefault(Ids.V5(report, $"subject:{i}"));
            foreach (var account in stated[i])
            {
                owners.TryAdd(account, person);
            }

            var claim = claims.TryGetValue(person, out var earlier) ? earlier : ([], subjects[i].Name);
            claim.Accounts.UnionWith(stated[i].Where(a => owners[a] == person));
            claims[person] = claim;
            identified.Add(new IdentifiedAs(i, person, stated[i].Count > 0 ? Claimed : Unknown));
        }

        await ClaimAsync(changes, report, claims, cancellationToken);
        return identified;
    }

    /// <summary>Two seats, or the decision, say who it is: from now on every claimed account leads to the person, unless it leads to another one.</summary>
    public async Task ConfirmAsync(Changes changes, Guid person, Guid @case, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var known = (await streams.PersonsAsync([await registry.RootAsync(person, cancellationToken)], cancellationToken))[0];
        var events = PersonDecider.Decide(new PersonCommand.Confirm(@case, accounts), known.State).Events;
        if (events.Count > 0)
        {
            changes.Add(known.Key, Streams.PersonType, known.Version, events);
        }

        changes.Add(registry.Index(known.Key.Id, events.Aggregate(known.State, PersonState.Evolve).Accounts, unlessTaken: true));
    }

    /// <summary>Two seats say that these accounts are not the one's but the other's (R66): where they lead to the one, they lead to the other.</summary>
    public async Task SplitAsync(Changes changes, Guid person, Guid other, Guid @case, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var known = (await streams.PersonsAsync([await registry.RootAsync(person, cancellationToken)], cancellationToken))[0];
        var theirs = known.State.Accounts.Intersect(accounts).ToList();
        if (theirs.Count > 0)
        {
            changes.Add(known.Key, Streams.PersonType, known.Version, [new PersonEvent.PersonSplit(@case, other, PersonDecider.Mark(theirs))]);
            changes.Add(registry.Led(known.Key.Id, other, theirs));
        }
    }

    private async Task ClaimAsync(Changes changes, Guid report, Dictionary<Guid, (HashSet<string> Accounts, string? Name)> claims, CancellationToken cancellationToken)
    {
        foreach (var known in await streams.PersonsAsync([.. claims.Keys], cancellationToken))
        {
            var (accounts, name) = claims[known.Key.Id];
            var unheard = accounts.Except(known.State.Accounts).ToList();
            var events = PersonDecider.Decide(new PersonCommand.State(known.Key.Id, report, [.. accounts], name), known.State).Events;
            if (events.Count > 0)
            {
                changes.Add(known.Key, Streams.PersonType, known.Version, events);
            }

            // One report's word does not tie a further account to somebody who is confirmed: that takes the next confirmation.
            if (!known.State.Confirmed)
            {
                changes.Add(registry.Index(known.Key.Id, unheard));
            }
        }
    }
}
