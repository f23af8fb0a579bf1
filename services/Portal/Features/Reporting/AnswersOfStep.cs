using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Reporting;

/// <summary>What was answered on one step, in words: what is not said is not in it.</summary>
internal sealed record AnswersOfStep(Step Step, IReadOnlyList<(string Question, string Answer)> Rows)
{
    public static IReadOnlyList<AnswersOfStep> Of(Draft draft, Bodies bodies, WhoReads? readers, IStringLocalizer<ReportTexts> words)
    {
        var say = new Saying(draft, bodies, readers, words);
        return [.. Step.All.Where(s => s != Step.Check).Select(s => new AnswersOfStep(s, [.. say.On(s).Where(r => r.Answer.Length > 0)]))];
    }

    private static readonly string[] Audiences = ["project", "foundation", "parent", "counsel", "eventStaff"];

    private sealed class Saying(Draft draft, Bodies bodies, WhoReads? readers, IStringLocalizer<ReportTexts> words)
    {
        public IEnumerable<(string Question, string Answer)> On(Step step) => step.Name switch
        {
            "where" => [(words["Projects"], string.Join("\n", draft.Form.All("projects").Select(bodies.NameOf))), Written("Spaces", "spaces"), Written("Event", "event"), Written("OtherCommunities", "otherCommunities")],
            "who" => [Chosen("About", "about"), .. Enumerable.Range(0, draft.Cards("subjects", 0)).Select(Subject)],
            "what" =>
            [
                Written("Description", "description"), (words["Safety"], draft["safetyConcern"] == "true" ? words["Safety.yes"] : ""),
                Day("From", "occurred.from"), Day("To", "occurred.to"), (words["Ongoing"], draft["occurred.ongoing"] == "true" ? words["Ongoing.yes"] : ""), Chosen("Section", "codeSection"),
            ],
            "whom" =>
            [
                (words["Self"], draft["affected[0].self"] == "true" ? Together(words["Self.yes"], Minor(0), draft["affected[0].accounts"]) : ""),
                .. Enumerable.Range(1, Math.Max(0, draft.Cards("affected", 0) - 1)).Where(i => draft.IsFilled("affected", i)).Select(Affected),
            ],
            "more" => [Written("Help", "whatWouldHelp"), Written("Language", "language"), Written("Access", "accessNeeds"), Chosen("Kind", "kind"), Written("RelatesTo", "relatesTo")],
            "you" => You(),
            _ => Readers(),
        };

        private (string Question, string Answer) Subject(int card) => (
            words["PersonNumber", card + 1],
            Together(draft[$"subjects[{card}].name"], draft[$"subjects[{card}].accounts"], draft[$"subjects[{card}].description"]));

        private (string Question, string Answer) Affected(int card)
        {
            var path = $"affected[{card}]";
            return (words["OtherNumber", card], Together(
                draft[path + ".name"], draft[path + ".accounts"], Minor(card), Said("Knows", path + ".knowsOfReport"), Said("MayContact", path + ".mayBeContacted"), draft[path + ".contact"],
                Said("MayBeNamed", path + ".mayBeNamed")));
        }

        private IEnumerable<(string Question, string Answer)> You()
        {
            var kind = draft.Text("reporter.kind") ?? ReportBody.Anonymous;
            yield return (words["You"], words[$"Kind.{kind}"]);
            if (kind != ReportBody.Anonymous)
            {
                yield return Written("ReporterName", "reporter.name");
            }

            if (kind == ReportBody.Holder)
            {
                yield return (words["HolderWho"], NameOf(draft["reporter.holder"]));
            }

            yield return Written("Contact", "reporter.contact");
            yield return (words["MayWrite"], draft["reporter.mayWrite"] == "true" ? words["MayWrite.yes"] : "");
        }

        private IEnumerable<(string Question, string Answer)> Readers() =>
        [
            (words["ExcludeSeat"], string.Join("\n", draft.Form.All("exclude.seat").Select(NameOf))),
            Written("ExcludeName", "exclude.name"), Written("ExcludeAccount", "exclude.account"), Written("ExcludeEmployer", "exclude.employer"),
            .. draft["reporter.kind"] != ReportBody.Named ? [] : Audiences.Select(a => ((string)words[$"Consent.{a}"], Of("Consent.answer", $"consent.{a}"))),
        ];

        private (string Question, string Answer) Written(string question, string field) => (words[question], draft[field]);

        private (string Question, string Answer) Chosen(string question, string field) => (words[question], Of(question, field));

        private (string Question, string Answer) Day(string question, string field) => (words[question], Dates.Of(draft[field])?.ToString("D", CultureInfo.CurrentCulture) ?? draft[field]);

        private string Of(string question, string field) => draft[field] is { Length: > 0 } answer ? words[$"{question}.{answer}"] : "";

        private string Said(string question, string field) => Of(question, field) is { Length: > 0 } answer ? $"{words[question]} {answer}" : "";

        private string Minor(int card) => draft[$"affected[{card}].minor"] is { Length: > 0 } answer ? $"{words[card == 0 ? "SelfMinor" : "Minor"]} {words[$"Minor.{answer}"]}" : "";

        // Where the list cannot be read, a holder is a name that was written.
        private string NameOf(string seat) => readers?.Readers.FirstOrDefault(r => r.Seat.ToString() == seat)?.Name ?? (Guid.TryParse(seat, out _) ? words["ReaderUnnamed"] : seat);

        private static string Together(params string[] parts) => string.Join("\n", parts.Where(p => p.Length > 0));
    }
}
