using System.Globalization;
using System.Text.RegularExpressions;
using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.AddingBodies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.SettingPolicies;

/// <summary>Which values a policy may take.</summary>
internal static partial class PolicyRules
{
    private const int MostPlatforms = 30;

    public static void Check(PolicyTerms terms, string at, Check check)
    {
        check.That(terms.Quorum is null or "majority" || IsCount(terms.Quorum), at + "quorum", "must be majority or a number from 1 to 99")
            .That(terms.VoteRule is null or "majority" or "twoThirds" or "unanimous", at + "voteRule", "must be one of majority, twoThirds, unanimous")
            .That(terms.PermanentVoteRule is null or "majorityOfAll" or "unanimousOfAll", at + "permanentVoteRule", "must be one of majorityOfAll, unanimousOfAll")
            .That(terms.PanelMinimum is null or (>= 2 and <= 20), at + "panelMinimum", "must be 2 to 20")
            .That(terms.Ask is null or "all" or "inOrder", at + "ask", "must be one of all, inOrder")
            .That(terms.WrittenConsentHours is null or (>= 1 and <= 720), at + "writtenConsentHours", "must be 1 to 720")
            .That(terms.EmployerCap is null or (>= 1 and <= 100), at + "employerCap", "must be 1 to 100")
            .That(terms.Arbiter is null or { Length: <= 63 }, at + "arbiter", "must be a body's slug")
            .That(terms.MemberSeats is null or (>= 1 and <= 100), at + "memberSeats", "must be 1 to 100")
            .That(terms.EmployerCapRule is null or "number" or "quorumMinusOne", at + "employerCapRule", "must be one of number, quorumMinusOne")
            .That(terms.EmployerCapSeats is null or "elected" or "deciding", at + "employerCapSeats", "must be one of elected, deciding")
            .That(terms.ForcedRecusal is null or "majority" or "unanimousOfOthers", at + "forcedRecusal", "must be one of majority, unanimousOfOthers")
            .That(terms.NotTogetherWith is null || (terms.NotTogetherWith.Count <= 20 && terms.NotTogetherWith.All(BodyRules.IsSlug)), at + "notTogetherWith", "must be at most 20 slugs of bodies");
        Codes(terms.RecusalReasons?.Hard, terms.RecusalReasons is not null, at + "recusalReasons.hard", check);
        Codes(terms.RecusalReasons?.Soft, terms.RecusalReasons is not null, at + "recusalReasons.soft", check);
        Provisions(terms.OwnText, at + "ownText", check);
        Platforms(terms.Platforms, at + "platforms", check);
        Duration(terms.VerifyEvery, at + "verifyEvery", check);
        Duration(terms.AcknowledgeWithin, at + "acknowledgeWithin", check);
        Duration(terms.StatusEvery, at + "statusEvery", check);
        Duration(terms.AppealWindow, at + "appealWindow", check);
        Duration(terms.Retention, at + "retention", check);
        if (terms.Calendar is { } calendar)
        {
            check.That(
                calendar.Weekdays is { Count: <= 7 } days && days.All(d => d is >= 1 and <= 7) && days.Distinct().Count() == days.Count,
                at + "calendar.weekdays", "must name days from 1 (Monday) to 7, each once");
            check.That(calendar.Holidays is { Count: <= 3660 }, at + "calendar.holidays", "must be a list of at most 3660 dates");
        }
    }

    private static void Codes(IReadOnlyList<string>? codes, bool wanted, string at, Check check) => check.That(
        !wanted || (codes is { Count: <= 30 } && codes.All(c => c is { Length: >= 1 and <= 50 } && c.All(char.IsAsciiLetterOrDigit))), at, "must be at most 30 codes of letters and digits");

    private static void Provisions(IReadOnlyList<OwnProvision>? provisions, string at, Check check)
    {
        check.AtMost(provisions, at, 12);
        for (var i = 0; i < Math.Min(provisions?.Count ?? 0, 12); i++)
        {
            var says = provisions![i];
            check.That(says is not null && RuleName().IsMatch(says.Rule ?? ""), $"{at}[{i}].rule", "must be J1 to J12")
                .That(says?.To is { Length: >= 1 and <= 63 } to && Destination().IsMatch(to), $"{at}[{i}].to", "must be a body's slug or a code")
                .That(says?.Link is not { } link || IsLink(link), $"{at}[{i}].link", "must be an https address of at most 500 characters");
        }
    }

    private static void Platforms(IReadOnlyList<PlatformRetention>? platforms, string at, Check check)
    {
        check.AtMost(platforms, at, MostPlatforms);
        foreach (var (known, i) in (platforms ?? []).Take(MostPlatforms).Select((known, i) => (known, i)))
        {
            check.That(known?.Platform is { } name && PlatformName().IsMatch(name), $"{at}[{i}].platform", "must be what stands before the colon of a space")
                .That(known is not null && platforms!.Count(p => p?.Platform == known.Platform) == 1, $"{at}[{i}].platform", "must be there once")
                .That(known?.Keeps is not null, $"{at}[{i}].keeps", "must not be empty");
            Duration(known?.Keeps, $"{at}[{i}].keeps", check);
        }
    }

    public static bool IsLink(string text) => text.Length <= 500 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex PlatformName();

    [GeneratedRegex("^J([1-9]|1[0-2])$")]
    private static partial Regex RuleName();

    [GeneratedRegex("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    private static partial Regex Destination();

    private static void Duration(Period? period, string at, Check check) => check.That(
        period is null || (new[] { period.Hours, period.Days, period.BusinessDays }.Count(n => n is not null) == 1
            && new[] { period.Hours, period.Days, period.BusinessDays }.All(n => n is null or (>= 1 and <= 10_000))),
        at, "must have exactly one of hours, days, businessDays, from 1 to 10000");

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 99;
}
