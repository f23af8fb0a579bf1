using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.Reporting;

/// <summary>What is looked at before the next step, in the reader's language; the API looks at all of it again.</summary>
internal static class StepChecks
{
    private const int Description = 100_000;
    private const int LongText = 10_000;
    private const int Line = 500;
    private const int Name = 200;
    private const int Code = 100;
    private const int List = 50;
    private const int Accounts = 20;

    /// <summary>Notes in the draft what is wrong on this step.</summary>
    public static bool Fits(Step step, Draft draft, IStringLocalizer<ReportTexts> words)
    {
        var before = draft.Form.Errors.Count;
        switch (step.Name)
        {
            case "where":
                MostLines(draft, "spaces", List, Name, words);
                MostLines(draft, "otherCommunities", List, Name, words);
                Most(draft, "event", Name, words);
                break;
            case "who":
                Cards(draft, "subjects", 0, words);
                break;
            case "what":
                OfWhat(draft, words);
                break;
            case "whom":
                Cards(draft, "affected", 1, words);
                MostLines(draft, "affected[0].accounts", Accounts, Name, words);
                break;
            case "more":
                Most(draft, "whatWouldHelp", LongText, words);
                Most(draft, "accessNeeds", LongText, words);
                Most(draft, "language", Code, words);
                Most(draft, "relatesTo", Code, words);
                break;
            case "you":
                OfYou(draft, words);
                break;
            case "readers":
                OfReaders(draft, words);
                break;
        }

        return draft.Form.Errors.Count == before;
    }

    private static void OfWhat(Draft draft, IStringLocalizer<ReportTexts> words)
    {
        if (draft.Text("description") is null)
        {
            draft.Form.Wrong("description", words["Wrong.Description"]);
        }
        else if (ReportBody.DescriptionOf(draft, words, eventInWords: true).Length > Description)
        {
            draft.Form.Wrong("description", words["Wrong.TooLong", Description]);
        }

        foreach (var day in (string[])["occurred.from", "occurred.to"])
        {
            if (draft[day].Length > 0 && Dates.Of(draft[day]) is null)
            {
                draft.Form.Wrong(day, words["Wrong.Date"]);
            }
        }

        if (Dates.Of(draft["occurred.to"]) < Dates.Of(draft["occurred.from"]))
        {
            draft.Form.Wrong("occurred.to", words["Wrong.Until"]);
        }
    }

    private static void OfYou(Draft draft, IStringLocalizer<ReportTexts> words)
    {
        Most(draft, "reporter.name", Name, words);
        Most(draft, "reporter.contact", Line, words);
        var kind = draft["reporter.kind"];
        if (kind is ReportBody.Named or ReportBody.Holder && draft["reporter.name"].Length == 0)
        {
            draft.Form.Wrong("reporter.name", words["Wrong.Name"]);
        }

        if (kind == ReportBody.Holder && draft["reporter.holder"].Length == 0)
        {
            draft.Form.Wrong("reporter.holder", words["Wrong.Holder"]);
        }

        if (draft["reporter.mayWrite"] == "true" && draft["reporter.contact"].Length == 0)
        {
            draft.Form.Wrong("reporter.contact", words["Wrong.Contact"]);
        }
    }

    private static void OfReaders(Draft draft, IStringLocalizer<ReportTexts> words)
    {
        string[] fields = ["exclude.name", "exclude.account", "exclude.employer"];
        foreach (var field in fields)
        {
            MostLines(draft, field, List, Name, words);
        }

        if (fields.Sum(f => draft.Lines(f).Count) + draft.Form.All("exclude.seat").Count > List)
        {
            draft.Form.Wrong("exclude.name", words["Wrong.TooMany", List]);
        }
    }

    private static void Cards(Draft draft, string list, int first, IStringLocalizer<ReportTexts> words)
    {
        for (var i = first; i < draft.Cards(list, 0); i++)
        {
            Most(draft, $"{list}[{i}].name", Name, words);
            Most(draft, $"{list}[{i}].contact", Line, words);
            Most(draft, $"{list}[{i}].description", LongText, words);
            MostLines(draft, $"{list}[{i}].accounts", Accounts, Name, words);
        }
    }

    private static void Most(Draft draft, string field, int most, IStringLocalizer<ReportTexts> words)
    {
        if (draft.Text(field)?.Length > most)
        {
            draft.Form.Wrong(field, words["Wrong.TooLong", most]);
        }
    }

    private static void MostLines(Draft draft, string field, int most, int longest, IStringLocalizer<ReportTexts> words)
    {
        var lines = draft.Lines(field);
        if (lines.Count > most)
        {
            draft.Form.Wrong(field, words["Wrong.TooMany", most]);
        }

        if (lines.Any(l => l.Length > longest))
        {
            draft.Form.Wrong(field, words["Wrong.LineTooLong", longest]);
        }
    }
}
