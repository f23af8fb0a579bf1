using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;
using Coc.Sanctions.Tables;

namespace Coc.Sanctions;

/// <summary>
/// Two persons are one (R66): the accounts of the one lead to the other, and what is in force of either reaches all of them in the same moment. Nobody sees more by it: whoever is too close to the one is to the other, and
/// who had opened a notice of one of them answers the conflict question anew before they see whom it is about now (P1, P18).
/// </summary>
internal sealed class PersonJoiner(Streams streams, PersonRegistry registry, Finder finder, WrongLinks wrong)
{
    /// <param name="case">that found it; null: two seats that keep the registry</param>
    /// <param name="tooClose">seats that cases about one of them set aside</param>
    public async Task JoinAsync(
        Changes changes, Loaded<PersonState> person, Loaded<PersonState> into, Guid? @case, IReadOnlyList<Guid> tooClose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changes.Add(person.Key, Streams.PersonType, person.Version, [new PersonEvent.PersonMerged(@case, into.Key.Id)]);
        changes.Add(into.Key, Streams.PersonType, into.Version, TakenIn(person, @case));
        changes.Add(PersonRegistry.Led(person.Key.Id, into.Key.Id));
        changes.Add(ReadRows.Due(Effects.ReachDue, into.Key, now));

        byte[][] hashes = [.. await registry.HashesAsync(into.Key.Id, cancellationToken), .. await registry.HashesAsync(person.Key.Id, cancellationToken)];
        var rows = (await finder.EverImposedOnAsync(into.Key.Id, cancellationToken)).Concat(await finder.EverImposedOnAsync(person.Key.Id, cancellationToken)).DistinctBy(r => r.Key.Id);
        var sanctions = await streams.SanctionsAsync([.. rows.Select(r => r.Key)], cancellationToken);
        foreach (var sanction in sanctions.Where(s => s.State.Holds))
        {
            changes.Expect(sanction);
            Effects.Stand(changes, sanction.State, hashes);
        }

        await AskAgainAsync(changes, sanctions, hashes, tooClose, now, cancellationToken);
    }

    /// <summary>Once more after two were joined or parted: whatever was imposed at the same moment reaches every account that leads to the person, and none that does not.</summary>
    public async Task ReachAsync(Changes changes, Guid person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var root = await registry.RootAsync(person, cancellationToken);
        changes.Add((await finder.ActiveOfAsync(root, cancellationToken)).Select(a => ReadRows.Due(Effects.CatchUpDue, a.Key, now)));
        var state = (await streams.PersonsAsync([root], cancellationToken))[0].State;
        var owners = await registry.FindAsync(state.Wrong, cancellationToken);
        await wrong.CorrectAsync(changes, root, [.. state.Wrong.Where(a => owners.GetValueOrDefault(a) != root)], now, cancellationToken, tell: false);
    }

    private async Task AskAgainAsync(Changes changes, IReadOnlyList<Loaded<SanctionState>> sanctions, byte[][] hashes, IReadOnlyList<Guid> tooClose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notices = await streams.NoticesAsync([.. sanctions.SelectMany(s => s.State.Notices).Select(n => new StreamKey(n.Body, n.Notice))], cancellationToken);
        var hard = notices.SelectMany(n => n.State.Hard).Concat(tooClose).Distinct().ToList(); // a seat is of one body: it meets only notices that its body answers
        foreach (var notice in notices)
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.AskAgain(hard, now), notice.State).Events, hashes, now);
        }
    }

    // Who had been found to be this person before can be parted from the other by themselves.
    private static IEnumerable<PersonEvent> TakenIn(Loaded<PersonState> person, Guid? @case) =>
        person.State.TakenIn.Select(t => (t.Key, Accounts: t.Value.Intersect(person.State.Accounts).ToList()))
            .Prepend((person.Key.Id, person.State.Accounts.Except(person.State.TakenIn.Values.SelectMany(a => a)).ToList()))
            .Select(t => new PersonEvent.PersonTakenIn(@case, t.Item1, PersonDecider.Mark(t.Item2, PersonEvent.OwnerOf(t.Item1))));
}
