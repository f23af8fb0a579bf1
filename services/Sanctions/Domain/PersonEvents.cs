using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Facts about a person of the registry. Accounts and names belong to the person's own data key.</summary>
internal abstract record PersonEvent
{
    /// <summary>Owner of the data key in a person's stream.</summary>
    public const string Owner = "person";

    /// <summary>Of what seats that keep the registry said about who is who: it may name whoever is erased first.</summary>
    public const string Asking = "person:asked";

    /// <summary>Of somebody who was found to be this person: if they were not, they are erased without the other (P19).</summary>
    public static string OwnerOf(Guid takenIn) => $"person:{takenIn}";

    /// <summary>A report names somebody who is not in the registry yet. Accounts named together are one claimed person.</summary>
    internal sealed record PersonFound(Guid Person, Guid Report, IReadOnlyList<Sensitive<string>> Accounts, Sensitive<string>? Name) : PersonEvent;

    /// <summary>A later report names further accounts together with a known one.</summary>
    internal sealed record AccountsClaimed(Guid Report, IReadOnlyList<Sensitive<string>> Accounts) : PersonEvent;

    /// <summary>Two seats of a case agree on further accounts (R66).</summary>
    internal sealed record AccountsConfirmed(Guid Case, IReadOnlyList<Sensitive<string>> Accounts) : PersonEvent;

    /// <summary>Two seats of a case, or its decision, say who this is (P22).</summary>
    internal sealed record PersonConfirmed(Guid Case) : PersonEvent;

    /// <summary>This is somebody else of the registry (R66): whatever led here leads there.</summary>
    /// <param name="Case">that found it, where no other case needs them apart; null: two seats that keep the registry did, for all</param>
    internal sealed record PersonMerged(Guid? Case, Guid Into) : PersonEvent;

    /// <summary>Somebody else of the registry turned out to be this person (R66).</summary>
    internal sealed record PersonTakenIn(Guid? Case, Guid Person, IReadOnlyList<Sensitive<string>> Accounts) : PersonEvent;

    /// <summary>Some of the accounts are another person's (R66): they lead there, and that they led here was wrong.</summary>
    internal sealed record PersonSplit(Guid? Case, Guid Other, IReadOnlyList<Sensitive<string>> Accounts) : PersonEvent;

    /// <summary>The other side of a split: somebody of their own, for the first time or again.</summary>
    internal sealed record PersonParted(Guid From, IReadOnlyList<Sensitive<string>> Accounts) : PersonEvent;

    /// <summary>One of the two seats that keep the registry says that this person is another one too, or that some of their accounts are another's (R66).</summary>
    /// <param name="Kind">merge, split</param>
    internal sealed record PersonChangeAsked(Guid Seat, string Kind, Guid? With, IReadOnlyList<Sensitive<string>> Accounts, Sensitive<string> Reason) : PersonEvent;

    /// <summary>No violation was found, and no case needs to know any more who it is (P19): no account leads here.</summary>
    internal sealed record PersonErased(Guid Case) : PersonEvent;
}

/// <summary>A report's subjects are known by id; a stream of its own beside the persons'.</summary>
internal sealed record ReportSubjectsIdentified(Guid Report, IReadOnlyList<IdentifiedAs> Subjects);

/// <summary>In the same stream: what the report stated about these is erased (P19).</summary>
/// <param name="Positions">in the report's subjects</param>
internal sealed record ReportSubjectsErased(Guid Report, IReadOnlyList<int> Positions);

/// <param name="Index">position in the report's subjects</param>
/// <param name="Identification">unknown, claimed</param>
internal sealed record IdentifiedAs(int Index, Guid Person, string Identification);
