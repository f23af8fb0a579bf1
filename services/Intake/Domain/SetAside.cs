using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Intake.Domain;

/// <summary>Which seats are set aside without a trace before anybody is asked (P1, P11): compared in memory, kept nowhere.</summary>
internal static class SetAside
{
    /// <summary>Seats that are, or may be, one of the people in the report, or whom the reporter excluded.</summary>
    public static IEnumerable<Guid> Of(ReportState report, IReadOnlyList<CandidateSeat> seats)
    {
        var named = Named(seats, People(report, sealedToo: true)).ToHashSet();
        var exclusions = report.Exclusions.ToList();
        return seats.Where(s => named.Contains(s.Seat) || exclusions.Any(e => Excludes(e, s)) || (report.AffectedOf is null && !Admits(report, s.EventStaffOf))).Select(s => s.Seat);
    }

    /// <summary>Seats that one of these excluded.</summary>
    public static IEnumerable<Guid> Excluded(IReadOnlyList<ReportState> by, IReadOnlyList<CandidateSeat> seats)
    {
        var exclusions = by.SelectMany(r => r.Exclusions).ToList();
        return seats.Where(s => exclusions.Any(e => Excludes(e, s))).Select(s => s.Seat);
    }

    /// <summary>Consent is asked for each audience (P16). What was told to a body's own desk is known there.</summary>
    public static bool Admits(ReportState report, string? eventStaffOf) =>
        eventStaffOf is null || report.Filed.Text.Value?.Consent?.EventStaff == "yes" || (report.Forwarded is { As: "transcribed" or "emergency" } told && told.Body == eventStaffOf);

    /// <summary>Seats whose holder the report is about.</summary>
    public static IEnumerable<Guid> Subjects(ReportState report, IReadOnlyList<CandidateSeat> seats) => Named(seats, Subjects(report));

    /// <summary>True when an exclusion means this seat; a name is also tried as an account, because people write down what they know.</summary>
    public static bool Excludes(Exclusion exclusion, CandidateSeat seat) =>
        exclusion.Seat == seat.Seat
        || seat.OtherNames.Prepend(seat.Name).Any(name => SameName(exclusion.Name, name))
        || seat.OtherEmployers.Prepend(seat.Employer).Any(employer => SameName(exclusion.Employer, employer))
        || HasAccount(seat, exclusion.Account)
        || HasAccount(seat, exclusion.Name);

    /// <summary>The people to compare with. Without <paramref name="sealedToo"/> the identity of an anonymous or sealed reporter is left out: it does not leave this service.</summary>
    public static IReadOnlyList<StatedPerson> People(ReportState report, bool sealedToo)
    {
        var reporter = report.Filed.Text.Value?.Reporter;
        var open = sealedToo || reporter is { IsNamed: true };
        var affected = report.Filed.Affected.Select(a => a.Value).OfType<Affected>().Where(a => open || !a.Self)
            .Select(a => new StatedPerson(a.Contact is { } contact ? [.. a.Accounts, contact] : a.Accounts, a.Name, null));
        var self = open && reporter is not null ? [new StatedPerson(reporter.Contact is { } contact ? [contact] : [], reporter.Name, null)] : Array.Empty<StatedPerson>();
        return [.. Subjects(report), .. affected, .. self];
    }

    /// <summary>Those of the people to compare with who are not shown to who is asked about conflicts: affected people and the reporter.</summary>
    public static IReadOnlyList<StatedPerson> Untold(ReportState report) => [.. People(report, sealedToo: false).Skip(Subjects(report).Count)];

    private static IReadOnlyList<StatedPerson> Subjects(ReportState report) =>
        [.. report.Filed.Subjects.Select(s => s.Value).OfType<Subject>().Select(s => new StatedPerson(s.Accounts, s.Name, null))];

    /// <summary>Seats whose holder is one of these people, as far as names and accounts tell.</summary>
    public static IEnumerable<Guid> Named(IReadOnlyList<CandidateSeat> seats, IReadOnlyList<StatedPerson> people)
    {
        var names = people.Select(p => p.Name).OfType<string>().Select(BlindIndex.NormalName).Where(n => n.Length > 0).ToHashSet();
        var accounts = people.SelectMany(p => p.Accounts).Select(BlindIndex.NormalAccount).Where(a => a.Length > 0).ToHashSet();
        return seats.Where(s => s.OtherNames.Prepend(s.Name).Any(n => names.Contains(BlindIndex.NormalName(n))) || s.Accounts.Any(a => accounts.Contains(BlindIndex.NormalAccount(a)))).Select(s => s.Seat);
    }

    private static bool SameName(string? one, string? other) =>
        !string.IsNullOrWhiteSpace(one) && !string.IsNullOrWhiteSpace(other) && BlindIndex.NormalName(one) == BlindIndex.NormalName(other);

    private static bool HasAccount(CandidateSeat seat, string? account) =>
        !string.IsNullOrWhiteSpace(account) && seat.Accounts.Any(a => BlindIndex.NormalAccount(a) == BlindIndex.NormalAccount(account));
}
