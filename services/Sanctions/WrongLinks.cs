using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>
/// Accounts that turned out not to be a person's (P22): nothing that was ever imposed on the person counts for them, nor did. Standing and feeds say so at once, what was ordered about them is withdrawn or given back, and
/// whoever had opened a notice of it is told that it was wrong (P18).
/// </summary>
internal sealed class WrongLinks(Finder finder, Streams streams, PersonRegistry persons, Endings endings, Effects effects)
{
    /// <param name="imposed">what was imposed on the person under every name that stays theirs</param>
    /// <param name="tell">false: it is done again, because something came in between</param>
    public async Task CorrectAsync(
        Changes changes, IReadOnlyList<SanctionRow> imposed, IReadOnlyList<string> accounts, DateTimeOffset now, CancellationToken cancellationToken, bool tell = true)
    {
        byte[][] hashes = [.. accounts.Select(persons.HashOf)];
        if (hashes.Length == 0)
        {
            return;
        }

        // One after another: what the next one still holds is handed on to it, and given back once, by the last.
        var losing = new HashSet<Guid>();
        foreach (var sanction in await streams.SanctionsAsync([.. imposed.Select(r => r.Key)], cancellationToken))
        {
            losing.Add(sanction.Key.Id);
            await LeaveAsync(changes, changes.Over(sanction), accounts, losing, now, cancellationToken);
            var change = StandingChange.Of(sanction.State, hashes, FeedCauses.Corrected);
            changes.Add(change.Scopes.Select(scope => Gone(scope, sanction.Key.Id, hashes)));
            changes.Add(change);
            changes.Add(sanction.State.Notices.Select(n => Gone(n.Body, n.Notice, hashes)));
            if (tell)
            {
                await TellAsync(changes, sanction.State, hashes, now, cancellationToken);
            }
        }
    }

    /// <summary>The same for whatever was imposed on a person under every name.</summary>
    public async Task CorrectAsync(Changes changes, Guid person, IReadOnlyList<string> accounts, DateTimeOffset now, CancellationToken cancellationToken, bool tell = true) =>
        await CorrectAsync(changes, await finder.EverImposedOnAsync(person, cancellationToken), accounts, now, cancellationToken, tell);

    private async Task LeaveAsync(
        Changes changes, Loaded<SanctionState> sanction, IReadOnlyList<string> accounts, HashSet<Guid> losing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (ending, left) = sanction.State.Holds ? await endings.PlanOutOfAsync(changes, sanction.State, accounts, losing, cancellationToken) : (Ending.None, []);
        var events = SanctionDecider.Decide(new SanctionCommand.LeaveAccounts(now, ending.Withdrawn, ending.Undo, left), sanction.State).Events;
        if (events.Count > 0)
        {
            await effects.ApplyAsync(changes, sanction, events, ending, now, cancellationToken);
        }
        else
        {
            changes.Expect(sanction); // what it orders or tells in between would be about the wrong account
            await endings.HandOnAsync(changes, ending, cancellationToken);
        }
    }

    private async Task TellAsync(Changes changes, SanctionState sanction, byte[][] wrong, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hashes = (await persons.HashesAsync(sanction.Imposed!.Person, cancellationToken)).Where(h => !wrong.Any(w => w.AsSpan().SequenceEqual(h))).ToList();
        foreach (var notice in (await streams.NoticesAsync([.. sanction.Notices.Select(n => new StreamKey(n.Body, n.Notice))], cancellationToken)).Select(changes.Over))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.Correct(Correction.WrongAccounts, now), notice.State).Events, hashes, now);
        }
    }

    private static StoreStatement Gone(string tenant, Guid source, byte[][] hashes) =>
        new(tenant, "delete from app.standing where tenant_id = $1 and source = $2 and account_hash = any ($3)", tenant, source, hashes);
}
