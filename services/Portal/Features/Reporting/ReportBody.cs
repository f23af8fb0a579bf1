using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Reporting;

/// <summary>
/// A draft as <c>POST /api/reports</c> takes it. Places and events that the API does not know by name are not lost: they go along in words, below the description.
/// </summary>
internal sealed partial record ReportBody(
    IReadOnlyList<string> Projects, string? Event, IReadOnlyList<string> Spaces, IReadOnlyList<string> OtherCommunities, string? About, ReportBody.OccurredPart? Occurred,
    IReadOnlyList<ReportBody.SubjectPart> Subjects, IReadOnlyList<ReportBody.AffectedPart> Affected, string Description, string? CodeSection, string? WhatWouldHelp, string? Language,
    string? AccessNeeds, bool SafetyConcern, ReportBody.ReporterPart Reporter, IReadOnlyList<ReportBody.ExclusionPart> Exclude, ReportBody.ConsentPart? Consent, string? Kind, string? RelatesTo)
{
    public const string Anonymous = "anonymous";
    public const string Named = "named";
    public const string Holder = "holder";

    /// <param name="eventInWords">the event is none the API knows</param>
    public static ReportBody Of(Draft draft, IStringLocalizer<ReportTexts> words, bool eventInWords = false)
    {
        var kind = draft.Text("reporter.kind") ?? Anonymous;
        return new(
            ProjectsOf(draft), eventInWords ? null : EventOf(draft), SpacesOf(draft), draft.Lines("otherCommunities"), draft.Text("about"), OccurredOf(draft),
            [.. SubjectCards(draft).Select(i => new SubjectPart(AccountsOf(draft, $"subjects[{i}]"), draft.Text($"subjects[{i}].name"), draft.Text($"subjects[{i}].description")))],
            [.. AffectedCards(draft).Select(i => AffectedOf(draft, i))],
            DescriptionOf(draft, words, eventInWords), draft.Text("codeSection"), draft.Text("whatWouldHelp"), draft.Text("language"), draft.Text("accessNeeds"), draft["safetyConcern"] == "true",
            new(kind, kind == Anonymous ? null : draft.Text("reporter.name"), draft.Text("reporter.contact"), kind == Holder ? draft.Text("reporter.holder") : null, draft["reporter.mayWrite"] == "true"),
            ExclusionsOf(draft), ConsentOf(draft), draft.Text("kind"), draft.Text("relatesTo"));
    }

    public static IReadOnlyList<string> ProjectsOf(Draft draft) => [.. draft.Form.All("projects").Distinct(StringComparer.Ordinal)];

    /// <summary>What somebody called the event, as its slug would be.</summary>
    public static string? EventOf(Draft draft) => Other().Replace(draft["event"].ToLowerInvariant(), "-").Trim('-') is { Length: > 0 and <= 100 } slug ? slug : null;

    public static IReadOnlyList<string> SpacesOf(Draft draft) => [.. draft.Lines("spaces").Select(Handles.Place).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>What will be read, all in all: to be measured before it is sent.</summary>
    public static string DescriptionOf(Draft draft, IStringLocalizer<ReportTexts> words, bool eventInWords)
    {
        var places = draft.Lines("spaces").Where(s => Handles.Place(s) is null).ToList();
        List<string> beside = [.. places.Count > 0 ? [words["InWords.Where", string.Join("\n", places)].Value] : Array.Empty<string>()];
        if (draft["event"].Length > 0 && (eventInWords || EventOf(draft) is null))
        {
            beside.Add(words["InWords.Event", draft["event"]]);
        }

        return string.Join("\n\n", [draft.Text("description") ?? "", .. beside]);
    }

    /// <summary>The field of the form that a path in the body came from.</summary>
    public static string FieldOf(Draft draft, string path)
    {
        if (path.StartsWith("exclude[", StringComparison.Ordinal))
        {
            return "exclude." + path[(path.LastIndexOf('.') + 1)..];
        }

        var list = Listed().Match(path);
        if (!list.Success)
        {
            return Indexed().Replace(path, ""); // lists written one a line
        }

        var (name, at) = (list.Groups["list"].Value, int.Parse(list.Groups["at"].Value, CultureInfo.InvariantCulture));
        var cards = name == "subjects" ? SubjectCards(draft) : AffectedCards(draft);
        return at < cards.Count ? $"{name}[{cards[at]}]{Indexed().Replace(list.Groups["rest"].Value, "")}" : name;
    }

    private static IReadOnlyList<int> SubjectCards(Draft draft) => [.. Enumerable.Range(0, draft.Cards("subjects", 0)).Where(i => draft.IsFilled("subjects", i))];

    // The first card is the reporter's own: it counts when they say that it happened to them.
    private static IReadOnlyList<int> AffectedCards(Draft draft) =>
        [.. Enumerable.Range(0, draft.Cards("affected", 0)).Where(i => i == 0 ? draft["affected[0].self"] == "true" : draft.IsFilled("affected", i))];

    private static AffectedPart AffectedOf(Draft draft, int card)
    {
        var (path, self) = ($"affected[{card}]", card == 0);
        return new(
            self, draft.Text(self ? "reporter.name" : path + ".name"), AccountsOf(draft, path), draft.Text(self ? "reporter.contact" : path + ".contact"),
            self ? "yes" : draft.Text(path + ".knowsOfReport"), draft.Text(path + ".minor"), draft.Text(path + ".mayBeContacted"), draft.Text(path + ".mayBeNamed"));
    }

    private static IReadOnlyList<string> AccountsOf(Draft draft, string card) => [.. draft.Lines(card + ".accounts").Select(Handles.Account).Distinct(StringComparer.Ordinal)];

    private static OccurredPart? OccurredOf(Draft draft)
    {
        var (from, to, ongoing) = (Dates.Of(draft["occurred.from"]), Dates.Of(draft["occurred.to"]), draft["occurred.ongoing"] == "true");
        return from is null && to is null && !ongoing ? null : new(Dates.StartOf(from), Dates.StartOf(to), ongoing);
    }

    private static IReadOnlyList<ExclusionPart> ExclusionsOf(Draft draft) =>
    [
        .. draft.Form.All("exclude.seat").Select(s => Guid.TryParse(s, out var seat) ? seat : (Guid?)null).OfType<Guid>().Distinct().Select(s => new ExclusionPart(s, null, null, null)),
        .. draft.Lines("exclude.name").Select(n => new ExclusionPart(null, n, null, null)),
        .. draft.Lines("exclude.account").Select(a => new ExclusionPart(null, null, Handles.Account(a), null)),
        .. draft.Lines("exclude.employer").Select(e => new ExclusionPart(null, null, null, e)),
    ];

    private static ConsentPart? ConsentOf(Draft draft)
    {
        var said = new ConsentPart(draft.Text("consent.project"), draft.Text("consent.foundation"), draft.Text("consent.parent"), draft.Text("consent.counsel"), draft.Text("consent.eventStaff"));
        return said == new ConsentPart(null, null, null, null, null) ? null : said;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Other();

    [GeneratedRegex(@"^(?<list>subjects|affected)\[(?<at>\d{1,4})\](?<rest>.*)$")]
    private static partial Regex Listed();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Indexed();

    internal sealed record OccurredPart(DateTimeOffset? From, DateTimeOffset? To, bool Ongoing);

    internal sealed record SubjectPart(IReadOnlyList<string> Accounts, string? Name, string? Description);

    internal sealed record AffectedPart(
        bool Self, string? Name, IReadOnlyList<string> Accounts, string? Contact, string? KnowsOfReport, string? Minor, string? MayBeContacted, string? MayBeNamed);

    internal sealed record ReporterPart(string Kind, string? Name, string? Contact, string? Holder, bool MayWrite);

    internal sealed record ExclusionPart(Guid? Seat, string? Name, string? Account, string? Employer);

    internal sealed record ConsentPart(string? Project, string? Foundation, string? Parent, string? Counsel, string? EventStaff);
}
