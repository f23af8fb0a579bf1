using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Intake.Domain;

/// <summary>A report and the one with which it is answered (P3): each is about somebody on the other's side. Compared in memory, by names and accounts as stated.</summary>
internal static class CounterReports
{
    /// <param name="found">whom a panel found out to be who it is about, beside whom the reports name</param>
    public static bool Are(IReadOnlyList<ReportState> ones, IReadOnlyList<StatedPerson> found, IReadOnlyList<ReportState> others, IReadOnlyList<StatedPerson> foundThere, Readership readers) =>
        AnyAlike([.. ones.SelectMany(About), .. found], [.. others.SelectMany(r => Side(r, readers))]) || AnyAlike([.. others.SelectMany(About), .. foundThere], [.. ones.SelectMany(r => Side(r, readers))]);

    private static IEnumerable<StatedPerson> About(ReportState report) => report.Filed.Subjects.Select(s => s.Value).OfType<Subject>().Select(s => new StatedPerson(s.Accounts, s.Name, null));

    // Who reported, and whom it happened to. What these readers may not know of the reporter answers nothing: a refusal would tell it.
    private static IEnumerable<StatedPerson> Side(ReportState report, Readership readers)
    {
        var known = !Consenting.IsSealed(report, readers);
        foreach (var a in report.Filed.Affected.Select(a => a.Value).OfType<Affected>().Where(a => known || !a.Self))
        {
            yield return new(a.Contact is { } contact ? [.. a.Accounts, contact] : a.Accounts, a.Name, null);
        }

        if (known && report.Filed.Text.Value?.Reporter is { } reporter)
        {
            yield return new(reporter.Contact is { } contact ? [contact] : [], reporter.Name, null);
        }
    }

    private static bool AnyAlike(IReadOnlyList<StatedPerson> ones, IReadOnlyList<StatedPerson> others) => Accounts(ones).Overlaps(Accounts(others)) || Names(ones).Overlaps(Names(others));

    private static HashSet<string> Accounts(IEnumerable<StatedPerson> people) => [.. people.SelectMany(p => p.Accounts).Select(BlindIndex.NormalAccount).Where(a => a.Length > 0)];

    private static HashSet<string> Names(IEnumerable<StatedPerson> people) => [.. people.Select(p => p.Name).OfType<string>().Select(BlindIndex.NormalName).Where(n => n.Length > 0)];
}
