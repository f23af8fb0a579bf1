using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Cases.Domain;

/// <summary>Whom a seat is asked about (P1): as reports state them, and as seats said since who it is.</summary>
internal static class AskedAbout
{
    /// <param name="stated">as the reports have it</param>
    public static IReadOnlyList<StatedPerson> Of(IEnumerable<StatedPerson> stated, CaseState state)
    {
        var reports = stated.ToList();
        var said = OpeningByCommittee.SaidToBe(state).Where(p => IsSomebody(p) && !reports.Any(r => Says(r, p))).ToList();
        // Of who was only described nothing can be shown; who it is said to be stands in their place.
        return said.Count == 0 ? reports : [.. reports.Where(IsSomebody), .. said];
    }

    private static bool IsSomebody(StatedPerson person) => person.Accounts.Count > 0 || !string.IsNullOrWhiteSpace(person.Name);

    private static bool Says(StatedPerson report, StatedPerson said) =>
        said.Accounts.Select(BlindIndex.NormalAccount).All(a => report.Accounts.Any(known => BlindIndex.NormalAccount(known) == a))
        && (string.IsNullOrWhiteSpace(said.Name) || (report.Name is { } name && BlindIndex.NormalName(name) == BlindIndex.NormalName(said.Name)));
}
