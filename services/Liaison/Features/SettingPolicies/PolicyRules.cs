using System.Globalization;
using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.SettingPolicies;

/// <summary>Which values a policy may take.</summary>
internal static class PolicyRules
{
    public static void Check(PolicyTerms terms, string at, Check check)
    {
        check.That(terms.Quorum is null or "majority" || IsCount(terms.Quorum), at + "quorum", "must be majority or a number from 1 to 99")
            .That(terms.VoteRule is null or "majority" or "twoThirds" or "unanimous", at + "voteRule", "must be one of majority, twoThirds, unanimous")
            .That(terms.PermanentVoteRule is null or "majorityOfAll" or "unanimousOfAll", at + "permanentVoteRule", "must be one of majorityOfAll, unanimousOfAll")
            .That(terms.PanelMinimum is null or (>= 2 and <= 20), at + "panelMinimum", "must be 2 to 20")
            .That(terms.Ask is null or "all" or "inOrder", at + "ask", "must be one of all, inOrder")
            .That(terms.WrittenConsentHours is null or (>= 1 and <= 720), at + "writtenConsentHours", "must be 1 to 720")
            .That(terms.EmployerCap is null or (>= 1 and <= 100), at + "employerCap", "must be 1 to 100")
            .That(terms.Arbiter is null or { Length: <= 63 }, at + "arbiter", "must be a body's slug");
        Duration(terms.AcknowledgeWithin, at + "acknowledgeWithin", check);
        Duration(terms.StatusEvery, at + "statusEvery", check);
        Duration(terms.AppealWindow, at + "appealWindow", check);
        Duration(terms.Retention, at + "retention", check);
        if (terms.Calendar is { } calendar)
        {
            check.That(
                calendar.Weekdays is { Count: >= 1 and <= 7 } days && days.All(d => d is >= 1 and <= 7) && days.Distinct().Count() == days.Count,
                at + "calendar.weekdays", "must name days from 1 (Monday) to 7, each once");
            check.That(calendar.Holidays is { Count: <= 366 }, at + "calendar.holidays", "must be a list of at most 366 dates");
        }
    }

    private static void Duration(Period? period, string at, Check check) => check.That(
        period is null || (new[] { period.Hours, period.Days, period.BusinessDays }.Count(n => n is not null) == 1
            && new[] { period.Hours, period.Days, period.BusinessDays }.All(n => n is null or (>= 1 and <= 10_000))),
        at, "must have exactly one of hours, days, businessDays, from 1 to 10000");

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 99;
}
