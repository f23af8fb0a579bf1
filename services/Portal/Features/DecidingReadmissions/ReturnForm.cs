using System.Globalization;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace Coc.Portal.Features.DecidingReadmissions;

/// <summary>What a seat answers to somebody who asks to come back, between the form and the API.</summary>
internal static class ReturnForm
{
    public const int MostSteps = 12;
    private const int UsualSteps = 2;

    public static readonly string[] Outcomes = ["return", "returnInSteps", "notYet"];

    public static readonly string[] Conditions = ["statement", "training", "noContact", "step", "other"];

    /// <summary>How many steps the form has room for.</summary>
    public static int Rows(FormState form) => int.TryParse(form["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Clamp(rows, 1, MostSteps) : UsualSteps;

    public static IEnumerable<string> Fields(FormState form) =>
        ["outcome", "askAgainFrom", "askAgainFromExactly", "reasons", "rows", .. Enumerable.Range(0, Rows(form)).SelectMany(i => new[] { From(i), Exactly(i), GiveBack(i), ConditionsOf(i) })];

    public static string From(int step) => $"steps[{step}].from";

    public static string Exactly(int step) => $"steps[{step}].fromExactly";

    public static string GiveBack(int step) => $"steps[{step}].giveBack";

    public static string ConditionsOf(int step) => $"steps[{step}].conditions";

    /// <summary>Filled with what another seat would answer.</summary>
    public static FormState Like(AnswerProposed answer)
    {
        var steps = answer.Steps ?? [];
        var written = new Dictionary<string, StringValues>
        {
            ["outcome"] = answer.Outcome, ["askAgainFrom"] = Days.Written(answer.AskAgainFrom), ["askAgainFromExactly"] = Days.Exact(answer.AskAgainFrom), ["reasons"] = answer.Reasons,
            ["rows"] = Math.Max(1, steps.Count).ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (step, i) in steps.Select((s, i) => (s, i)))
        {
            written[From(i)] = Days.Written(step.From);
            written[Exactly(i)] = Days.Exact(step.From);
            written[GiveBack(i)] = new([.. step.GiveBack ?? []]);
            written[ConditionsOf(i)] = new([.. step.Conditions ?? []]);
        }

        return new(written);
    }

    /// <summary>Steps in which something was written.</summary>
    public static IEnumerable<int> Written(FormState form) =>
        form["outcome"] != "returnInSteps" ? [] : Enumerable.Range(0, Rows(form)).Where(i => form[From(i)].Length > 0 || form.All(GiveBack(i)).Count > 0 || form.All(ConditionsOf(i)).Count > 0);

    public static void Check(FormState form, IStringLocalizer words)
    {
        if (!Outcomes.Contains(form["outcome"]))
        {
            form.Wrong("outcome", words["OutcomeMissing"]);
        }

        if (form["outcome"] == "notYet" && AskAgain(form) is null)
        {
            form.Wrong("askAgainFrom", words["AskAgainMissing"]);
        }

        List<int> steps = [.. Written(form)];
        if (form["outcome"] == "returnInSteps" && steps.Count == 0)
        {
            form.Wrong(From(0), words["StepsMissing"]);
        }

        foreach (var i in steps)
        {
            if (DayOf(form, i) is null)
            {
                form.Wrong(From(i), words["StepDayMissing", i + 1]);
            }

            if (i != steps[^1] && Spaces(form, i).Count == 0)
            {
                form.Wrong(GiveBack(i), words["StepSpacesMissing", i + 1]);
            }
        }

        if (form["reasons"].Length == 0)
        {
            form.Wrong("reasons", words["ReasonsMissing"]);
        }
    }

    public static object Body(FormState form) => new
    {
        outcome = form["outcome"], reasons = form["reasons"], askAgainFrom = form["outcome"] == "notYet" ? AskAgain(form) : null,
        steps = form["outcome"] == "returnInSteps"
            ? Written(form).Select(i => new { from = DayOf(form, i), giveBack = Spaces(form, i) is { Count: > 0 } spaces ? spaces : null, conditions = form.All(ConditionsOf(i)) }).ToList()
            : null,
    };

    public static IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures)
    {
        yield return (words["Outcome"], measures.Of("Outcome", form["outcome"]));
        if (form["outcome"] == "notYet" && AskAgain(form) is { } again)
        {
            yield return (words["AskAgainFrom"], again.ToString("D", CultureInfo.CurrentCulture));
        }

        foreach (var i in Written(form))
        {
            var spaces = Spaces(form, i) is { Count: > 0 } some ? string.Join(", ", some) : words["Everything"].Value;
            var conditions = form.All(ConditionsOf(i)) is { Count: > 0 } asked ? "\n" + string.Join(", ", asked.Select(c => measures.Of("Condition", c))) : "";
            yield return (words["Step", i + 1], $"{DayOf(form, i)?.ToString("D", CultureInfo.CurrentCulture)}\n{spaces}{conditions}");
        }

        yield return (words["Reasons"], form["reasons"]);
    }

    private static DateTimeOffset? AskAgain(FormState form) => Days.Exactly(form["askAgainFrom"], form["askAgainFromExactly"], Days.StartOf);

    private static DateTimeOffset? DayOf(FormState form, int step) => Days.Exactly(form[From(step)], form[Exactly(step)], Days.StartOf);

    private static IReadOnlyList<string> Spaces(FormState form, int step) =>
        [.. form.All(GiveBack(step)).SelectMany(v => v.Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
}
