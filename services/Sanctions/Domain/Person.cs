namespace Coc.Sanctions.Domain;

/// <summary>A person as the registry knows them.</summary>
internal sealed record PersonState(bool Exists, bool Confirmed, IReadOnlyList<string> Accounts)
{
    public static PersonState None { get; } = new(false, false, []);

    public static PersonState Evolve(PersonState state, PersonEvent happened) => happened switch
    {
        PersonEvent.PersonFound e => state with { Exists = true, Accounts = Readable(e.Accounts) },
        PersonEvent.AccountsClaimed e => state with { Accounts = [.. state.Accounts.Union(Readable(e.Accounts))] },
        PersonEvent.AccountsConfirmed e => state with { Accounts = [.. state.Accounts.Union(Readable(e.Accounts))] },
        PersonEvent.PersonMerged => state with { Accounts = [] },
        PersonEvent.PersonTakenIn e => state with { Accounts = [.. state.Accounts.Union(Readable(e.Accounts))] },
        PersonEvent.PersonSplit e => state with { Accounts = [.. state.Accounts.Except(Readable(e.Accounts))] },
        PersonEvent.PersonConfirmed => state with { Confirmed = true },
        PersonEvent.PersonErased => PersonState.None with { Exists = true },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string[] Readable(IEnumerable<EventStore.Sensitive<string>> accounts) => [.. accounts.Where(a => !a.Erased).Select(a => a.Value!)];
}

internal abstract record PersonCommand
{
    /// <summary>A report states these accounts and this name for one person.</summary>
    internal sealed record State(Guid Person, Guid Report, IReadOnlyList<string> Accounts, string? Name) : PersonCommand;

    /// <param name="Accounts">those on which two seats agree</param>
    internal sealed record Confirm(Guid Case, IReadOnlyList<string> Accounts) : PersonCommand;
}

internal static class PersonDecider
{
    public static Decision<PersonEvent> Decide(PersonCommand command, PersonState state) => command switch
    {
        PersonCommand.State c => Stated(c, state),
        PersonCommand.Confirm when !state.Exists => new Refusal("unknownPerson", "P22", "Nobody of this id is in the registry."),
        PersonCommand.Confirm c => Confirmed(c, state),
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

    public static EventStore.Sensitive<string>[] Mark(IEnumerable<string> accounts) => [.. accounts.Select(a => EventStore.Sensitive.Of(a, PersonEvent.Owner))];
}
