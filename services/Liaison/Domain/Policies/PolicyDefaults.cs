using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Domain.Policies;

/// <summary>The one place of default rules: the numbers of the CNCF documents (domain.md) and P1.</summary>
internal static class PolicyDefaults
{
    public const int EmployerCap = 2;
    private const int SmallBody = 4;
    private const int AskedAtOnce = 5;
    private static readonly BusinessCalendar MondayToFriday = new([1, 2, 3, 4, 5], []);

    private static readonly RecusalReasons Ties = new(
        ["accused", "targeted", "closePersonalTie", "closeProfessionalTie", "otherInterest"], ["sameEmployer", "publicComment", "appearance"]);

    /// <summary>How many members a quorum needs among so many.</summary>
    public static int QuorumOf(this PolicyTerms terms, int members) =>
        int.TryParse(terms.Quorum, System.Globalization.CultureInfo.InvariantCulture, out var fixedNumber) ? fixedNumber : (members / 2) + 1;

    /// <summary>The whole document for a body with so many members.</summary>
    public static PolicyDocument Complete(this PolicyTerms terms, BodyProfile body, int members) => new(
        terms.Quorum ?? "majority",
        terms.VoteRule ?? "majority",
        terms.PermanentVoteRule ?? "majorityOfAll",
        terms.PanelMinimum ?? (members <= SmallBody ? 2 : 3),
        terms.Ask ?? (members <= AskedAtOnce ? "all" : "inOrder"),
        terms.WrittenConsentHours ?? 24,
        terms.AcknowledgeWithin ?? new Period(BusinessDays: 3),
        terms.StatusEvery ?? new Period(Days: 7),
        terms.AppealWindow ?? new Period(Days: 30),
        terms.EmployerCapFor(members),
        terms.Calendar ?? MondayToFriday,
        terms.Retention,
        terms.TellFirst ?? true,
        terms.Arbiter ?? (body.Parent == body.Slug ? null : body.Parent),
        terms.RecusalReasons ?? Ties,
        terms.ForcedRecusal ?? "majority")
    {
        Platforms = terms.Platforms ?? [],
    };
}
