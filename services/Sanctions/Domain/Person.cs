using System.Collections.Immutable;

namespace Coc.Sanctions.Domain;

/// <summary>A person as the registry knows them.</summary>
internal sealed record PersonState(bool Exists, bool Confirmed, IReadOnlyList<string> Accounts)
{
    public static PersonState None { get; } = new(false, false, []);

    /// <summary>As the report said that first named them.</summary>
    public string? Name { get; init; }

    /// <summary>Whom they were found to be.</summary>
    public Guid? Into { get; init; }

    /// <summary>Who was found to be this person, with the accounts that came with them.</summary>
    public ImmutableDictionary<Guid, IReadOnlyList<string>> TakenIn { get; init; } = ImmutableDictionary<Guid, IReadOnlyList<string>>.Empty;

    /// <summary>Accounts that led here, and are somebody else's.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>Who was once taken for this person, and is not.</summary>
    public IReadOnlyList<Guid> Apart { get; init; } = [];

    /// <summary>What each seat wants changed in the registry.</summary>
    public ImmutableDictionary<Guid, PersonChange> Asked { get; init; } = ImmutableDictionary<Guid, PersonChange>.Empty;

    /// <summary>Those under one of the person's names: what is known of them by another one is not told to who knows this one alone.</summary>
    /// <param name="self">this person</param>
    public IReadOnlyList<string> AccountsAs(Guid name, Guid self) =>
        [.. name == self ? Accounts.Except(TakenIn.Values.SelectMany(a => a)) : Accounts.Intersect(TakenIn.GetValueOrDefault(name, []))];

    public static PersonState Evolve(PersonState state, PersonEvent happened) => happened switch
    {
        PersonEvent.PersonFound e => state with { Exists = true, Accounts = Readable(e.Accounts), Name = e.Name?.Value },
        PersonEvent.AccountsClaimed e => state with { Accounts = [.. state.Accounts.Union(Readable(e.Accounts))] },
        PersonEvent.AccountsConfirmed e => state with { Accounts = [.. state.Accounts.Union(Readable(e.Accounts))] },
        PersonEvent.PersonMerged e => state with { Accounts = [], Into = e.Into, TakenIn = ImmutableDictionary<Guid, IReadOnlyList<string>>.Empty, Asked = ImmutableDictionary<Guid, PersonChange>.Empty },
        PersonEvent.PersonTakenIn e => state with
        {
            Accounts = [.. state.Accounts.Union(Readable(e.Accounts))], Wrong = [.. state.Wrong.Except(Readable(e.Accounts))],
            TakenIn = state.TakenIn.SetItem(e.Person, Readable(e.Accounts)), Asked = ImmutableDictionary<Guid, PersonChange>.Empty,
        },
        PersonEvent.PersonSplit e => state with
        {
            Accounts = [.. state.Accounts.Except(Readable(e.Accounts))], Wrong = [.. state.Wrong.Union(Readable(e.Accounts))],
            TakenIn = state.TakenIn.Remove(e.Other), Apart = [.. state.Apart.Append(e.Other).Distinct()], Asked = ImmutableDictionary<Guid, PersonChange>.Empty,
        },
        // Two seats that keep the registry say who it is.
        PersonEvent.PersonParted e => state with { Exists = true, Confirmed = true, Accounts = Readable(e.Accounts), Into = null, Apart = [.. state.Apart.Append(e.From).Distinct()] },
        PersonEvent.PersonChangeAsked e => state with { Asked = state.Asked.SetItem(e.Seat, new PersonChange(e.Kind, e.With, Readable(e.Accounts))) },
        PersonEvent.PersonConfirmed => state with { Confirmed = true },
        PersonEvent.PersonErased => PersonState.None with { Exists = true },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string[] Readable(IEnumerable<EventStore.Sensitive<string>> accounts) => [.. accounts.Where(a => !a.Erased).Select(a => a.Value!)];
}

internal abstract record PersonCommand
{
    /// <summary>A report states these accounts and this name for one person.</summary>
    internal sealed record State(Guid Person, Guid Report, IReadOnlyList<string> Accounts, string? Name) : PersonCommand;

    /// <param name="Accounts">those on which two seats agree</param>
    internal sealed record Confirm(Guid Case, IReadOnlyList<string> Accounts) : PersonCommand;

    /// <summary>One of the two seats that keep the registry wants it changed.</summary>
    /// <param name="Seats">all of who asks: a person with two is one</param>
    /// <param name="With">of a merge: the other person as they are</param>
    internal sealed record AskChange(Guid Seat, IReadOnlyList<Guid> Seats, PersonChange Wanted, string Reason, PersonState? With = null) : PersonCommand;
}

internal static class PersonDecider
{
    public static Decision<PersonEvent> Decide(PersonCommand command, PersonState state) => command switch
    {
        PersonCommand.State c => Stated(c, state),
        _ when !state.Exists => new Refusal("unknownPerson", "P22", "Nobody of this id is in the registry."),
        PersonCommand.Confirm c => Confirmed(c, state),
        PersonCommand.AskChange c => PersonChanging.Ask(c, state),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Decision<PersonEvent> Confirmed(PersonCommand.Confirm c, PersonState state)
    {
        var unheard = c.Accounts.Except(state.Accounts).ToList();
        return new(
            [
                .. unheard.Count == 0 ? Array.Empty<PersonEvent>() : [new PersonEvent.AccountsConfirmed(c.Case, Mark(unheard))],
                .. state.Confirmed ? Array.Empty<PersonEvent>() : [new PersonEvent.PersonConfirmed(c.Case)],
            ],
            null);
    }

    private static Decision<PersonEvent> Stated(PersonCommand.State c, PersonState state)
    {
        if (!state.Exists)
        {
            return Decision<PersonEvent>.Of(new PersonEvent.PersonFound(
                c.Person, c.Report, Mark(c.Accounts), EventStore.Sensitive.OfOptional(c.Name, PersonEvent.Owner)));
        }

        var unheard = c.Accounts.Except(state.Accounts).ToList();
        return unheard.Count == 0 ? Decision<PersonEvent>.Nothing : Decision<PersonEvent>.Of(new PersonEvent.AccountsClaimed(c.Report, Mark(unheard)));
    }

    public static EventStore.Sensitive<string>[] Mark(IEnumerable<string> accounts, string owner = PersonEvent.Owner) => [.. accounts.Select(a => EventStore.Sensitive.Of(a, owner))];
}
