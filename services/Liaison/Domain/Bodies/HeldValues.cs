using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Platform.Security;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>Names, accounts and employers of a seat's holder beside those that stand there now. The holder's own: sealed under the seat's key.</summary>
internal sealed record HeldValues(Sensitive<IReadOnlyList<string>>? Names, Sensitive<IReadOnlyList<string>>? Accounts, Sensitive<IReadOnlyList<string>>? Employers)
{
    public static HeldValues None { get; } = new(null, null, null);

    [JsonIgnore]
    public bool IsEmpty => (Names?.Value ?? []).Count + (Accounts?.Value ?? []).Count + (Employers?.Value ?? []).Count == 0;

    public static HeldValues Of(Guid seat, IReadOnlyList<string> names, IReadOnlyList<string> accounts, IReadOnlyList<string> employers)
    {
        return new(Sealed(names), Sealed(accounts), Sealed(employers));

        Sensitive<IReadOnlyList<string>>? Sealed(IReadOnlyList<string> values) => values.Count == 0 ? null : Sensitive.Of(values, SeatTerms.OwnerOf(seat));
    }
}

/// <summary>
/// Everything a seat's holder was ever called there. A case is matched against all of it (P1): who changes the own name or account does not thereby come to read what is about them.
/// Values that mean the same stand here once, as they were first written.
/// </summary>
internal sealed record KnownAs(ImmutableList<string> Names, ImmutableList<string> Accounts, ImmutableList<string> Employers)
{
    public static KnownAs Nothing { get; } = new([], [], []);

    public KnownAs With(SeatTerms terms) => With(terms.Name?.Value is { } name ? [name] : [], terms.Accounts?.Value ?? [], terms.Employer?.Value is { } employer ? [employer] : []);

    public KnownAs With(HeldValues values) => With(values.Names?.Value ?? [], values.Accounts?.Value ?? [], values.Employers?.Value ?? []);

    public KnownAs With(KnownAs other) => With(other.Names, other.Accounts, other.Employers);

    public KnownAs Without(HeldValues values) => Without(Nothing.With(values));

    /// <summary>Terms without what never was the holder's.</summary>
    public static SeatTerms Without(SeatTerms terms, HeldValues values, string owner)
    {
        var left = Nothing.With(terms).Without(values);
        return terms with
        {
            Name = left.Names.IsEmpty ? null : terms.Name, Employer = left.Employers.IsEmpty ? null : terms.Employer, Accounts = Sensitive.OfOptional<IReadOnlyList<string>>(left.Accounts, owner),
        };
    }

    /// <summary>What no longer stands in the seat's terms.</summary>
    public KnownAs Former(SeatTerms terms) => Without(Nothing.With(terms));

    /// <summary>Null when all of it was once known; else the path of the first that was not.</summary>
    public string? Missing(HeldValues values) =>
        Beyond(values.Names?.Value, Names, BlindIndex.NormalName) ? "names"
        : Beyond(values.Accounts?.Value, Accounts, BlindIndex.NormalAccount) ? "accounts"
        : Beyond(values.Employers?.Value, Employers, BlindIndex.NormalName) ? "employers"
        : null;

    private KnownAs With(IReadOnlyList<string> names, IReadOnlyList<string> accounts, IReadOnlyList<string> employers) =>
        new(Union(Names, names, BlindIndex.NormalName), Union(Accounts, accounts, BlindIndex.NormalAccount), Union(Employers, employers, BlindIndex.NormalName));

    public KnownAs Without(KnownAs gone) =>
        new(Except(Names, gone.Names, BlindIndex.NormalName), Except(Accounts, gone.Accounts, BlindIndex.NormalAccount), Except(Employers, gone.Employers, BlindIndex.NormalName));

    private static ImmutableList<string> Union(ImmutableList<string> known, IReadOnlyList<string> more, Func<string, string> normal) => [.. known.Concat(more).DistinctBy(normal)];

    private static ImmutableList<string> Except(ImmutableList<string> known, ImmutableList<string> gone, Func<string, string> normal) => [.. known.ExceptBy(gone.Select(normal), normal)];

    private static bool Beyond(IReadOnlyList<string>? values, ImmutableList<string> known, Func<string, string> normal) => (values ?? []).Select(normal).Except(known.Select(normal)).Any();
}
