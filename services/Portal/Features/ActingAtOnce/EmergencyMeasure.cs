using System.Globalization;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ActingAtOnce;

/// <summary>An emergency measure, read from its form (P9).</summary>
internal static class EmergencyMeasure
{
    private const int LongestText = 10_000;
    private const int LongestAccount = 200;
    private const int MostHours = 72;

    public static IReadOnlyList<string> Kinds { get; } = ["mute", "removeContent", "removeAccount", "noContact", "escortOut"];

    /// <summary>How long it may hold, in hours; or until an hour of one's own.</summary>
    public static IReadOnlyList<int> Hours { get; } = [2, 12, 24, MostHours];

    /// <summary>Of the choice to name the end oneself.</summary>
    public const string OwnEnd = "own";

    public static void Check(FormState form, IStringLocalizer<EmergencyTexts> words)
    {
        if (!form["account"].Contains(':', StringComparison.Ordinal) || form["account"].Length > LongestAccount)
        {
            form.Wrong("account", words["AccountMissing"]);
        }

        if (!form["space"].Contains(':', StringComparison.Ordinal))
        {
            form.Wrong("space", words["SpaceMissing"]);
        }

        if (!Kinds.Contains(form["kind"]))
        {
            form.Wrong("kind", words["KindMissing"]);
        }

        if (form["lasts"] == OwnEnd ? When(form["until"]) is null : HoursOf(form) is null)
        {
            form.Wrong(form["lasts"] == OwnEnd ? "until" : "lasts", words["UntilMissing"]);
        }

        if (form["whatHappened"].Length is 0 or > LongestText)
        {
            form.Wrong("whatHappened", words["WhatMissing"]);
        }

        if (form["alreadyDone"] is not ("yes" or "no"))
        {
            form.Wrong("alreadyDone", words["DoneMissing"]);
        }

        if (form["at"].Length > 0 && When(form["at"]) is null)
        {
            form.Wrong("at", words["AtWrong"]);
        }
    }

    /// <param name="now">from which its hours count, unless it was taken before</param>
    public static object Body(FormState form, DateTimeOffset now)
    {
        var at = form["alreadyDone"] == "yes" ? When(form["at"]) : null;
        var until = form["lasts"] == OwnEnd ? When(form["until"])! : (at < now ? at : now) + TimeSpan.FromHours(HoursOf(form)!.Value);
        return new { account = form["account"], space = form["space"], kind = form["kind"], until, whatHappened = form["whatHappened"], alreadyDone = form["alreadyDone"] == "yes", at };
    }

    private static int? HoursOf(FormState form) => int.TryParse(form["lasts"], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && Hours.Contains(hours) ? hours : null;

    // As a browser's field for date and time sends it; UTC.
    private static DateTimeOffset? When(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var when) ? when : null;
}
