using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>Events of a made-up service, with members of every kind the store must take.</summary>
internal abstract record StoreEvent
{
    internal sealed record NoteTaken(string Title, int Pages, Mood Mood, Sensitive<string>? Text = null) : StoreEvent;

    internal sealed record PeopleNamed(IReadOnlyList<Person> People, Sensitive<Address> Where, IReadOnlyDictionary<string, Sensitive<string>> Remarks) : StoreEvent;

    internal sealed record NoteClosed(DateTimeOffset On, long Large) : StoreEvent;
}

internal enum Mood
{
    Calm,
    VeryTense,
}

internal sealed record Person(string CodeName, Sensitive<string> Name);

internal sealed record Address(string Street, int Number);
