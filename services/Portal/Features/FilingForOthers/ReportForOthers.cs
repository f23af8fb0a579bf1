using System.Globalization;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FilingForOthers;

/// <summary>A report that somebody brings for somebody else, read from its form.</summary>
internal static class ReportForOthers
{
    public const int MostPeople = 10;

    private const int LongestReport = 100_000;
    private const int LongestText = 10_000;
    private const int LongestName = 200;
    private static readonly string[] Short = ["affected.name", "witness", "reporter.name", "codeSection", "language"];
    private static readonly string[] Long = ["context", "whatWouldHelp", "accessNeeds"];

    /// <summary>How many people the form has room for.</summary>
    public static int People(FormState form) => int.TryParse(form["people"], NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? Math.Clamp(people, 1, MostPeople) : 1;

    public static void Check(FormState form, IReadOnlyList<string> ways, IStringLocalizer<FileTexts> words)
    {
        if (!ways.Contains(form["as"]))
        {
            form.Wrong("as", words["AsMissing"]);
        }

        if (form["description"].Length is 0 or > LongestReport)
        {
            form.Wrong("description", words["DescriptionMissing"]);
        }

        if (form["as"] == "transcribed" && form["readBack"].Length == 0)
        {
            form.Wrong("readBack", words["ReadBackMissing"]);
        }

        if (form["as"] == "forwarded" && form["reporterConsent"] == "no")
        {
            form.Wrong("reporterConsent", words["ConsentNo"]);
        }

        foreach (var field in Long.Where(f => form[f].Length > LongestText).Concat(Short.Where(f => form[f].Length > LongestName)))
        {
            form.Wrong(field, words["TooLong"]);
        }

        if (form["occurred.from"].Length > 0 && When(form["occurred.from"]) is null)
        {
            form.Wrong("occurred.from", words["WhenWrong"]);
        }

        if (form["reporter.kind"] == "named" && form["reporter.name"].Length == 0)
        {
            form.Wrong("reporter.name", words["ReporterNameMissing"]);
        }
    }

    /// <summary>As the API takes it; what was not said is left out.</summary>
    public static object Body(FormState form)
    {
        var way = form["as"];
        return new
        {
            @as = way,
            description = form["description"],
            context = form.Text("context"),
            readBack = way == "transcribed" ? form["readBack"] == "yes" : (bool?)null,
            witness = way == "transcribed" ? form.Text("witness") : null,
            reporterConsent = way == "forwarded" && form["reporterConsent"] == "yes" ? true : (bool?)null,
            projects = Lines.OrNull(form["projects"]),
            spaces = Lines.OrNull(form["spaces"]),
            @event = form.Text("event"),
            subjects = Subjects(form),
            affected = Affected(form),
            occurred = new { from = When(form["occurred.from"]), ongoing = form["occurred.ongoing"] == "yes" ? true : (bool?)null },
            safetyConcern = form["safetyConcern"] == "yes",
            codeSection = form.Text("codeSection"),
            whatWouldHelp = form.Text("whatWouldHelp"),
            language = form.Text("language"),
            accessNeeds = form.Text("accessNeeds"),
            reporter = new
            {
                kind = form["reporter.kind"] == "named" ? "named" : "anonymous",
                name = form["reporter.kind"] == "named" ? form.Text("reporter.name") : null,
                contact = form.Text("reporter.contact"),
                mayWrite = form["reporter.mayWrite"] == "yes",
            },
            exclude = Lines.OrNull(form["exclude"])?.Select(n => new { name = n }),
        };
    }

    /// <summary>Names of people who must not read, and of who was affected, are one field each.</summary>
    public static string FieldOf(string path) => path.Split('[', 2) switch
    {
        ["exclude", ..] => "exclude",
        ["affected", var rest] => "affected." + rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..],
        _ => path,
    };

    private static object[]? Subjects(FormState form)
    {
        object[] subjects =
        [
            .. Enumerable.Range(0, People(form))
                .Select(i => (Accounts: Lines.OrNull(form[$"subjects[{i}].accounts"]), Name: form.Text($"subjects[{i}].name"), Description: form.Text($"subjects[{i}].description")))
                .Where(s => s != default)
                .Select(s => new { accounts = s.Accounts, name = s.Name, description = s.Description }),
        ];
        return subjects.Length == 0 ? null : subjects;
    }

    // Who told it, if it happened to them; and somebody else to whom it happened.
    private static object[]? Affected(FormState form)
    {
        var minor = form.Text("affected.minor");
        object[] affected =
        [
            .. form["affected.self"] == "yes" ? [new { self = true, minor, knowsOfReport = "yes" }] : Array.Empty<object>(),
            .. form.Text("affected.name") is { } name ? [new { self = false, name, minor = form["affected.self"] == "yes" ? null : minor, knowsOfReport = form.Text("affected.knowsOfReport") }] : Array.Empty<object>(),
        ];
        return affected.Length == 0 ? null : affected;
    }

    /// <summary>As a browser's field for date and time sends it; UTC.</summary>
    internal static DateTimeOffset? When(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var when) ? when : null;
}
