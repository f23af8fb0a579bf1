using System.Security.Cryptography;
using System.Text;
using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Domain;

/// <summary>Whom a seat is asked about (P1): as reports state them, and as seats said since who it is.</summary>
internal static class AskedAbout
{
    private const char Next = '\u001e';
    private const char Part = '\u001f';

    /// <param name="stated">as the reports have it</param>
    public static IReadOnlyList<StatedPerson> Of(IEnumerable<StatedPerson> stated, CaseState state)
    {
        var reports = stated.ToList();
        var said = OpeningByCommittee.SaidToBe(state).Where(p => IsSomebody(p) && !reports.Any(r => Says(r, p))).ToList();
        // Of who was only described nothing can be shown; who it is said to be stands in their place.
        return said.Count == 0 ? reports : [.. reports.Where(IsSomebody), .. said];
    }

    /// <summary>
    /// Stands for the list a seat is shown, without saying anything of it: an answer that carries it is about this list and no other (P1). Of reports it knows only which they are, because what one says of persons
    /// never changes; different in every request, so that two seats cannot compare theirs.
    /// </summary>
    public static string Seen(CaseState state, Guid request)
    {
        var listed = new StringBuilder().Append(request).AppendJoin(Next, state.ReportIds.Order());
        foreach (var subject in state.Subjects.Where(s => !s.Mistaken).OrderBy(s => s.Person))
        {
            listed.Append(Next).Append(subject.Person).AppendJoin(Part, subject.Accounts.Union(subject.Claims.SelectMany(c => c.Accounts)).Order(StringComparer.Ordinal).Prepend(""))
                .AppendJoin(Part, subject.Claims.Select(c => c.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal).Prepend(""));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listed.ToString())).AsSpan(0, 16));
    }

    /// <summary>The answer was given to another list than there is now. Whoever does not say which they saw saw the one they were last asked about.</summary>
    public static bool IsStale(CaseState state, PanelSeat seat, string? seen) => Seen(state, seat.Request) != (seen ?? seat.Seen);

    /// <summary>Nobody could know them by what was said until now, and somebody could by this.</summary>
    /// <param name="described">reports describe somebody of whom they know neither name nor account</param>
    public static bool FirstNames(CaseState state, CaseEvent.SubjectClaimed said, bool described) =>
        (said.Accounts?.Value is { Count: > 0 } || !string.IsNullOrWhiteSpace(said.Name?.Value))
        && state.SubjectOf(said.Person) is { Accounts.Count: 0 } subject && !subject.Claims.Any(c => c.Accounts.Count > 0 || !string.IsNullOrWhiteSpace(c.Name))
        && (subject.Added || (described && (subject.Identification == Identification.Unknown || subject.Claims.Count > 0)));

    /// <summary>Somebody of these is described, and no more.</summary>
    public static bool Describes(IEnumerable<StatedPerson> stated) => stated.Any(p => !IsSomebody(p));

    private static bool IsSomebody(StatedPerson person) => person.Accounts.Count > 0 || !string.IsNullOrWhiteSpace(person.Name);

    private static bool Says(StatedPerson report, StatedPerson said) =>
        said.Accounts.Select(BlindIndex.NormalAccount).All(a => report.Accounts.Any(known => BlindIndex.NormalAccount(known) == a))
        && (string.IsNullOrWhiteSpace(said.Name) || (report.Name is { } name && BlindIndex.NormalName(name) == BlindIndex.NormalName(said.Name)));
}
