using System.Globalization;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AnsweringNotices;

/// <summary>What a body can answer. The chair's answer is the body's at once; of two members the second makes it so.</summary>
/// <param name="Name">in the page's address, of its texts, and the API's call</param>
public sealed record NoticeAnswer(string Name, IReadOnlyList<string> Fields)
{
    public static NoticeAnswer Adopt { get; } = new("adopt", []);

    public static NoticeAnswer Adapt { get; } = new("adapt", ["scope.spaces", "until"]);

    public static NoticeAnswer Decline { get; } = new("decline", ["reason", "text"]);

    public static NoticeAnswer Redecide { get; } = new("redecide", ["keepOnOwnGrounds"]);

    public static readonly string[] Reasons = ["insufficient", "notSevere", "outOfScope", "other"];

    public static IReadOnlyList<NoticeAnswer> All { get; } = [Adopt, Adapt, Decline, Redecide];

    /// <summary>Whether it is an answer to a notice in this state.</summary>
    public bool Fits(NoticeItem notice) => notice.State == (this == Redecide ? "redecide" : "open");

    internal void Check(FormState form, IStringLocalizer words)
    {
        if (this == Adapt && form.All("scope.spaces").Count == 0)
        {
            form.Wrong("scope.spaces", words["SpacesMissing"]);
        }

        if (this == Adapt && form["until"].Length > 0 && Days.EndOf(form["until"]) is null)
        {
            form.Wrong("until", words["DayWrong"]);
        }

        if (this == Decline && !Reasons.Contains(form["reason"]))
        {
            form.Wrong("reason", words["ReasonMissing"]);
        }

        if (this == Redecide && form["keepOnOwnGrounds"] is not ("yes" or "no"))
        {
            form.Wrong("keepOnOwnGrounds", words["KeepMissing"]);
        }
    }

    internal object Body(FormState form) => Name switch
    {
        "adapt" => new { scope = new { spaces = form.All("scope.spaces") }, until = Days.EndOf(form["until"]) },
        "decline" => new { reason = form["reason"], text = form.Text("text") },
        "redecide" => new { keepOnOwnGrounds = form["keepOnOwnGrounds"] == "yes" },
        _ => new { },
    };

    internal IEnumerable<(string Label, string Text)> Facts(FormState form, NoticeItem notice, IStringLocalizer words, IStringLocalizer measures)
    {
        yield return (words["YourAnswer"], words[$"{Name}.Title"]);
        if (this == Adopt || this == Adapt)
        {
            yield return (measures["Measure"], measures.Of("Type", notice.Type));
            yield return (measures["Where"], this == Adopt ? measures["AllSpaces"] : string.Join("\n", form.All("scope.spaces")));
            var until = this == Adapt && Days.EndOf(form["until"]) is { } earlier ? earlier : notice.Until;
            yield return (measures["Until"], until is { } end ? end.ToUniversalTime().ToString("f", CultureInfo.CurrentCulture) + " UTC" : measures["NoEnd"]);
        }

        if (this == Decline)
        {
            yield return (words["Reason"], words.Of("Reason", form["reason"]));
            if (form.Text("text") is { } text)
            {
                yield return (words["Text"], text);
            }
        }

        if (this == Redecide)
        {
            yield return (words["Keep"], words[form["keepOnOwnGrounds"] == "yes" ? "KeepYes" : "KeepNo"]);
        }
    }
}
