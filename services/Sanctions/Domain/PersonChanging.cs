namespace Coc.Sanctions.Domain;

/// <summary>What two seats that keep the registry change in it, for every body (R66): two persons are one, or some accounts of one are another's.</summary>
/// <param name="Kind">merge, split</param>
/// <param name="With">of a merge</param>
/// <param name="Accounts">of a split: those that are somebody else's</param>
internal sealed record PersonChange(string Kind, Guid? With, IReadOnlyList<string> Accounts)
{
    public const string Merge = "merge";
    public const string Split = "split";

    public bool IsLike(PersonChange other) => (Kind, With) == (other.Kind, other.With) && Accounts.ToHashSet().SetEquals(other.Accounts);
}

/// <summary>The first seat says so, the second makes it so.</summary>
internal static class PersonChanging
{
    public static Decision<PersonEvent> Ask(PersonCommand.AskChange c, PersonState state)
    {
        if (Refusing(c, state) is { } refusal)
        {
            return refusal;
        }

        return c.Seats.Any(s => state.Asked.TryGetValue(s, out var mine) && mine.IsLike(c.Wanted))
            ? Decision<PersonEvent>.Nothing
            : Decision<PersonEvent>.Of(new PersonEvent.PersonChangeAsked(
                c.Seat, c.Wanted.Kind, c.Wanted.With, PersonDecider.Mark(c.Wanted.Accounts, PersonEvent.Asking), EventStore.Sensitive.Of(c.Reason, PersonEvent.Asking)));
    }

    /// <summary>Another than who asks wants the same; of a merge whichever of the two they named first.</summary>
    /// <param name="person">whose change it is</param>
    public static bool Seconds(PersonCommand.AskChange c, Guid person, PersonState state) =>
        Others(c.Seats, c.Wanted, state) || (c.With is { } with && Others(c.Seats, c.Wanted with { With = person }, with));

    private static bool Others(IReadOnlyList<Guid> seats, PersonChange wanted, PersonState state) => state.Asked.Any(a => !seats.Contains(a.Key) && a.Value.IsLike(wanted));

    private static Refusal? Refusing(PersonCommand.AskChange c, PersonState state) => c.Wanted.Kind == PersonChange.Merge
        ? c.With is not { Exists: true } ? new Refusal("unknownPerson", "R66", "Nobody of this id is in the registry.") : null
        : c.Wanted.Accounts.Except(state.Accounts).Any() ? new Refusal("notTheirs", "R66", "Not all of these accounts lead to this person.")
        : Parting.Of(state, c.Wanted.Accounts).Refusal;
}

/// <summary>Who leaves in a split, and with which accounts.</summary>
/// <param name="Member">somebody who had been joined, and is somebody of their own again with what was imposed on them; null: somebody new</param>
internal sealed record Parting(Guid? Member, IReadOnlyList<string> Accounts)
{
    public static (Parting? Plan, Refusal? Refusal) Of(PersonState state, IReadOnlyList<string> named)
    {
        var stay = state.Accounts.Except(named).ToList();
        if (stay.Count == 0)
        {
            return (null, new Refusal("nobodyLeft", "R66", "Some account has to stay the person's own."));
        }

        // "These are not the others'" and "the others are not these" say the same: what was imposed under a name stays with the accounts that had it.
        var own = state.Accounts.Except(state.TakenIn.Values.SelectMany(a => a)).ToList();
        var turned = own.Count > 0 && state.TakenIn.Count > 0 && own.TrueForAll(named.Contains);
        IReadOnlyList<string> leave = turned ? stay : named;
        var members = state.TakenIn.Select(t => (t.Key, Accounts: t.Value.Intersect(state.Accounts).ToList())).Where(t => t.Accounts.Count > 0 && t.Accounts.TrueForAll(leave.Contains)).ToList();
        return members.Count > 1 || (turned && members.Count == 0)
            ? (null, new Refusal("severalPersons", "R66", "These are accounts of several persons who were found to be one: part them one at a time."))
            : (new Parting(members.Count == 1 ? members[0].Key : null, leave), null);
    }
}
