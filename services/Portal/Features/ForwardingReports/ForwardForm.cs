using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ForwardingReports;

/// <summary>From what a liaison wrote to a report as the API takes it.</summary>
internal static class ForwardForm
{
    public static readonly string[] Audiences = ["foundation", "parent", "counsel", "eventStaff"];

    public static void Check(FormState form, IReadOnlyList<string> ways, IStringLocalizer<ForwardTexts> words)
    {
        if (!ways.Contains(form["as"]))
        {
            form.Wrong("as", words["AsMissing"]);
        }

        if (form["as"] == "forwarded" && form["reporterConsent"] != "yes")
        {
            form.Wrong("reporterConsent", words[form["reporterConsent"] == "no" ? "ConsentNo" : "ConsentMissing"]);
        }

        if (form["description"].Length == 0)
        {
            form.Wrong("description", words["DescriptionMissing"]);
        }
    }

    public static object Report(FormState form) => new
    {
        As = form["as"],
        ReporterConsent = form["reporterConsent"] switch { "yes" => true, "no" => false, _ => (bool?)null },
        Description = form["description"],
        Context = form.Text("context"),
        Witness = form["as"] == "transcribed" ? form.Text("witness") : null,
        ReadBack = form["as"] == "transcribed" ? form["readBack"] switch { "yes" => true, "no" => false, _ => (bool?)null } : null,
        Spaces = form.Lines("spaces"),
        SafetyConcern = form.Ticked("safetyConcern"),
        Subjects = Subject(form),
        Reporter = form["reporter.kind"] == "named"
            ? new { Kind = "named", Name = form.Text("reporter.name"), Contact = form.Text("reporter.contact"), MayWrite = form.Ticked("reporter.mayWrite") }
            : new { Kind = "anonymous", Name = (string?)null, Contact = (string?)null, MayWrite = false },
        Exclude = form.Lines("exclude")?.Select(name => new { Name = name }),
        Consent = Audiences.Where(a => form[$"consent.{a}"].Length > 0).ToDictionary(a => a, a => form[$"consent.{a}"]),
    };

    private static object[]? Subject(FormState form) => form["subject.name"].Length + form["subject.accounts"].Length + form["subject.description"].Length == 0
        ? null
        : [new { Name = form.Text("subject.name"), Accounts = form.Lines("subject.accounts"), Description = form.Text("subject.description") }];
}
