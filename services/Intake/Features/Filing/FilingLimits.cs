using System.Text.RegularExpressions;
using Coc.Intake.Features.ListingBodies;
using Coc.Platform.Http;

namespace Coc.Intake.Features.Filing;

/// <summary>What a report may hold (api.md "Limits"); every breach is named with its path, and nothing is stored.</summary>
internal static partial class FilingLimits
{
    public const int Description = 100_000;
    public const int List = 50;
    public const int Accounts = 20;
    public const int LongText = 10_000;
    public const int Line = 500;
    public const int Name = 200;
    public const int Code = 100;

    /// <summary>Throws 400 with all errors.</summary>
    public static void Require(FileReport report, KnownNames known)
    {
        var check = new Check()
            .Text(report.Description, "description", Description)
            .Optional(report.CodeSection, "codeSection", Code)
            .Optional(report.WhatWouldHelp, "whatWouldHelp", LongText)
            .Optional(report.Language, "language", Code)
            .Optional(report.AccessNeeds, "accessNeeds", LongText)
            .Optional(report.RelatesTo, "relatesTo", Code)
            .Choice(report.About, "about", "onePerson", "severalPeople", "notAPerson", "unknown")
            .Choice(report.Kind, "kind", "report", "retaliation")
            .That(report.Event is null || known.IsEvent(report.Event), "event", "is not a known event")
            .That(report.AddressTo is null || known.IsAddressee(report.AddressTo), "addressTo", "is neither a known body nor the id of a seat")
            .That(report.Occurred is not { From: { } from, To: { } to } || to >= from, "occurred.to", "must not be before occurred.from")
            .Each(report.Projects, "projects", List, (c, slug, path) => c.That(known.IsProject(slug), path, "is not a known project"))
            .Each(report.Spaces, "spaces", List, (c, space, path) => c.That(space is not null && SpaceName().IsMatch(space), path, "must look like platform:place, at most 200 characters"))
            .Each(report.OtherCommunities, "otherCommunities", List, (c, name, path) => c.Text(name, path, Name))
            .Each(report.Subjects, "subjects", List, Subject)
            .Each(report.Affected, "affected", List, Affected);
        Persons(check, report);
        check.Throw();
    }

    /// <summary>Exclusions, in a report or later: each names somebody by something.</summary>
    public static Check Exclusions(this Check check, IReadOnlyList<ExclusionPart?>? exclude) => check.Each(exclude, "exclude", List, (c, e, path) => c
        .That(e is not null && (e.Seat is not null || new[] { e.Name, e.Account, e.Employer }.Any(t => !string.IsNullOrWhiteSpace(t))), path, "must have a seat, name, account or employer")
        .Optional(e?.Name, path + ".name", Name)
        .Optional(e?.Account, path + ".account", Name)
        .Optional(e?.Employer, path + ".employer", Name));

    /// <summary>One of a few codes, or nothing.</summary>
    public static Check Choice(this Check check, string? code, string path, params string[] codes) => code is null ? check : check.OneOf(code, path, codes);

    private static void Persons(Check check, FileReport report) => check
        .Exclusions(report.Exclude)
        .Choice(report.Reporter?.Kind, "reporter.kind", "anonymous", "named", "holder")
        .Optional(report.Reporter?.Name, "reporter.name", Name)
        .Optional(report.Reporter?.Contact, "reporter.contact", Line)
        .Optional(report.Reporter?.Holder, "reporter.holder", Name)
        .Choice(report.Consent?.Project, "consent.project", "yes", "no", "askMe")
        .Choice(report.Consent?.Foundation, "consent.foundation", "yes", "no", "askMe")
        .Choice(report.Consent?.Parent, "consent.parent", "yes", "no", "askMe")
        .Choice(report.Consent?.Counsel, "consent.counsel", "yes", "no", "askMe")
        .Choice(report.Consent?.EventStaff, "consent.eventStaff", "yes", "no", "askMe");

    private static void Subject(Check check, SubjectPart? subject, string path) => check
        .That(subject is not null, path, "must not be empty")
        .Optional(subject?.Name, path + ".name", Name)
        .Optional(subject?.Description, path + ".description", LongText)
        .Each(subject?.Accounts, path + ".accounts", Accounts, (c, account, at) => c.Text(account, at, Name));

    private static void Affected(Check check, AffectedPart? affected, string path) => check
        .That(affected is not null, path, "must not be empty")
        .Optional(affected?.Name, path + ".name", Name)
        .Optional(affected?.Contact, path + ".contact", Line)
        .Choice(affected?.KnowsOfReport, path + ".knowsOfReport", "yes", "no", "unknown")
        .Choice(affected?.Minor, path + ".minor", "yes", "no", "unknown")
        .Choice(affected?.MayBeNamed, path + ".mayBeNamed", "yes", "no")
        .Choice(affected?.MayBeContacted, path + ".mayBeContacted", "yes", "no", "askMe", "unknown")
        .Each(affected?.Accounts, path + ".accounts", Accounts, (c, account, at) => c.Text(account, at, Name));

    // Entries past the limit are not looked at: ten thousand of them must not cost ten thousand errors.
    private static Check Each<T>(this Check check, IReadOnlyList<T>? list, string path, int most, Action<Check, T, string> one)
    {
        check.AtMost(list, path, most);
        for (var i = 0; i < Math.Min(list?.Count ?? 0, most); i++)
        {
            one(check, list![i], $"{path}[{i}]");
        }

        return check;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}:[A-Za-z0-9][A-Za-z0-9._/@#+-]{0,166}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpaceName();
}
