using System.Globalization;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChangingSanctions;

/// <summary>Two seats end it before its time.</summary>
public sealed record Lift() : Change("lift", "lift")
{
    public override IReadOnlyList<string> Fields => [];

    // The page is the last look: nothing is written on it.
    public override bool LooksAgain(FormState form) => false;

    internal override void Check(FormState form, IStringLocalizer words)
    {
    }

    internal override object Body(FormState form) => new { };

    internal override IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures) => [];
}

/// <summary>Two seats let it begin before the person is told.</summary>
public sealed record Release() : Change("release", "release")
{
    public override IReadOnlyList<string> Fields => ["because"];

    internal override void Check(FormState form, IStringLocalizer words) => Required(form, "because", words["BecauseMissing"]);

    internal override object Body(FormState form) => new { because = form.Text("because") };

    internal override IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures) => [(words["Because"], measures.Of("Because", form["because"]))];
}

/// <summary>A seat looks at it again, and keeps it or would lift it.</summary>
public sealed record Review() : Change("review", "reviews")
{
    public override IReadOnlyList<string> Fields => ["verdict", "next", "note"];

    // To keep what is there changes nothing.
    public override bool LooksAgain(FormState form) => form["verdict"] == "lift";

    internal override void Check(FormState form, IStringLocalizer words)
    {
        Required(form, "verdict", words["VerdictMissing"]);
        if (form.Text("next") is { } next && Days.StartOf(next) is null)
        {
            form.Wrong("next", words["DayWrong"]);
        }
        else if (form["verdict"] == "lift" && form["next"].Length > 0)
        {
            form.Wrong("next", words["NextForKept"]);
        }
    }

    internal override object Body(FormState form) => new { verdict = form.Text("verdict"), next = Days.StartOf(form["next"]), note = form.Text("note") };

    internal override IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures)
    {
        yield return (words["Verdict"], words.Of("Verdict", form["verdict"]));
        if (form.Text("note") is { } note)
        {
            yield return (words["Note"], note);
        }
    }
}

/// <summary>Two seats alike make it milder, or let it count in more spaces.</summary>
public sealed record Amend() : Change("amend", "amend")
{
    public override IReadOnlyList<string> Fields => ["until", "untilExactly", "places", "spaces", "readmission", "because", "reason"];

    public override FormState Begin(SanctionView sanction) => FormState.Of(("places", "asTheyAre"));

    internal override void Check(FormState form, IStringLocalizer words)
    {
        if (form["until"].Length > 0 && Until(form) is null)
        {
            form.Wrong("until", words["DayWrong"]);
        }

        if (form["places"] == "these" && Several(form, "spaces").Count == 0)
        {
            form.Wrong("spaces", words["SpacesMissing"]);
        }

        if (form["until"].Length == 0 && form["places"] != "these" && form["readmission"].Length == 0)
        {
            form.Wrong("until", words["NothingChanged"]);
        }

        Required(form, "reason", words["ReasonMissing"]);
    }

    internal override object Body(FormState form) => new
    {
        until = Until(form), spaces = form["places"] == "these" ? Several(form, "spaces") : null, readmission = form.Text("readmission"), because = form.Text("because"), reason = form.Text("reason"),
    };

    internal override IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures)
    {
        if (Until(form) is { } until)
        {
            yield return (measures["Until"], until.ToString("f", CultureInfo.CurrentCulture) + " UTC");
        }

        if (form["places"] == "these")
        {
            yield return (measures["Where"], string.Join("\n", Several(form, "spaces")));
        }

        if (form["readmission"].Length > 0)
        {
            yield return (words["TheEnd"], measures.Of("Readmission", form["readmission"]));
        }

        if (form["because"].Length > 0)
        {
            yield return (words["BecauseMore"], measures.Of("Because", form["because"]));
        }

        yield return (words["Reason"], form["reason"]);
    }

    private static DateTimeOffset? Until(FormState form) => Days.Exactly(form["until"], form["untilExactly"], Days.EndOf);
}

/// <summary>Carries out what the decision voted to tell other bodies.</summary>
public sealed record Offer() : Change("offer", "notices")
{
    public override IReadOnlyList<string> Fields => ["which", "bodies", "because", "answerBy"];

    public override FormState Begin(SanctionView sanction) => FormState.Of(("which", "these"), ("bodies", string.Join('\n', sanction.Notices.Select(n => n.Body))));

    internal override void Check(FormState form, IStringLocalizer words)
    {
        Required(form, "which", words["WhichMissing"]);
        if (form["which"] == "these" && Several(form, "bodies").Count == 0)
        {
            form.Wrong("bodies", words["BodiesMissing"]);
        }

        Required(form, "because", words["BecauseMissing"]);
        if (Days.EndOf(form["answerBy"]) is null)
        {
            form.Wrong("answerBy", words["DayWrong"]);
        }
    }

    internal override object Body(FormState form) => new { bodies = form["which"] == "all" ? (object)"all" : Several(form, "bodies"), because = form.Text("because"), answerBy = Days.EndOf(form["answerBy"]) };

    internal override IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures) =>
    [
        (words["Bodies"], form["which"] == "all" ? measures["AllBodies"] : string.Join("\n", Several(form, "bodies"))),
        (words["Because"], measures.Of("OfferBecause", form["because"])), (words["AnswerBy"], form["answerBy"]),
    ];
}
