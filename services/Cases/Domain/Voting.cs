using System.Globalization;
using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>Counting (R42): quorum, threshold and the least number of people who may decide, over non-conflicted seats only.</summary>
internal static class Voting
{
    private const int LeastForPermanent = 3;

    public static Tally Count(CaseState state, Proposal proposal, IReadOnlyCollection<Guid> alsoPresent)
    {
        var clean = state.Panel.Where(p => p.MayDecide).Select(p => p.Seat).ToHashSet();
        var votes = proposal.Votes.Where(v => clean.Contains(v.Seat)).ToList();
        return new Tally(
            votes.Count(v => v.Vote == "yes"),
            votes.Select(v => v.Seat).Union(alsoPresent.Where(clean.Contains)).Count(),
            state.Panel.Count(p => p.Eligible),
            Lending.NeedsCoDecider(state, proposal.Content) && !votes.Any(v => state.SeatOf(v.Seat)!.IsLent));
    }

    /// <summary>A meeting decides when enough are there and enough of them agree.</summary>
    public static bool Carries(this Tally tally, PolicyDocument policy, bool permanent) =>
        !tally.LacksCoDecider && tally.HasQuorum(policy) && tally.Present >= Least(policy, permanent)
        && (permanent ? AllRule(policy, tally) : Rule(policy.VoteRule, tally.Yes, tally.Present));

    /// <summary>In writing everybody counts, not only who answered (R43).</summary>
    public static bool CarriesInWriting(this Tally tally, PolicyDocument policy, bool permanent) =>
        !tally.LacksCoDecider && tally.Present >= Least(policy, permanent) && (permanent ? AllRule(policy, tally) : Rule(policy.VoteRule, tally.Yes, tally.Eligible));

    private static bool HasQuorum(this Tally tally, PolicyDocument policy) =>
        int.TryParse(policy.Quorum, NumberStyles.None, CultureInfo.InvariantCulture, out var least) ? tally.Present >= least : tally.Present * 2 > tally.Eligible;

    private static int Least(PolicyDocument policy, bool permanent) => permanent ? Math.Max(LeastForPermanent, policy.PanelMinimum) : policy.PanelMinimum;

    private static bool AllRule(PolicyDocument policy, Tally tally) =>
        policy.PermanentVoteRule == "unanimousOfAll" ? tally.Yes == tally.Eligible : tally.Yes * 2 > tally.Eligible;

    private static bool Rule(string rule, int yes, int of) => yes > 0 && rule switch
    {
        "unanimous" => yes == of,
        "twoThirds" => yes * 3 >= of * 2,
        _ => yes * 2 > of,
    };
}

/// <param name="Present">who voted counts as present</param>
/// <param name="Eligible">non-conflicted seats, the denominator</param>
/// <param name="LacksCoDecider">so few may not limit anybody without whom the foundation lent, who has not voted (P1)</param>
internal readonly record struct Tally(int Yes, int Present, int Eligible, bool LacksCoDecider);
