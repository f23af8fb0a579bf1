using System.Globalization;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>
/// How a vote stands, counted as the rules count: conflicted and unavailable seats are left out, in a meeting who voted counts as present, in writing everybody counts. A guide for people: what is adopted, the API says.
/// </summary>
public sealed record Tally(int Yes, int No, int Abstain, int Eligible, bool Written, bool Permanent, PolicyShown? Policy)
{
    private const int LeastForPermanent = 3;

    public int Present => Yes + No + Abstain;

    /// <summary>How many have to take part; null where the policy is not this visitor's to read.</summary>
    public int? Needed => Policy is not { } policy ? null : Math.Max(Written ? 0 : Quorum(policy), Permanent ? Math.Max(LeastForPermanent, policy.PanelMinimum) : policy.PanelMinimum);

    /// <summary>How many yes votes carry it, as many as take part now, and at least as many as have to.</summary>
    public int? YesNeeded => Policy is not { } policy ? null
        : Permanent ? policy.PermanentVoteRule == "unanimousOfAll" ? Eligible : MoreThanHalf(Eligible)
        : Of(policy.VoteRule, Written ? Eligible : Math.Max(Present, Needed!.Value));

    public bool? HasQuorum => Needed is { } needed ? Present >= needed : null;

    public static Tally Count(CaseShown shown, ProposalShown proposal, PolicyShown? policy)
    {
        var deciding = shown.Panel.Where(p => p.Decides).Select(p => p.Seat).ToHashSet();
        var votes = proposal.Votes.Where(v => deciding.Contains(v.Seat)).Select(v => v.Vote).ToList();
        return new(
            votes.Count(v => v == "yes"), votes.Count(v => v == "no"), votes.Count(v => v == "abstain"),
            shown.Panel.Count(p => p.Decides || p is { Role: "member", Conflict: "unanswered" }), proposal.IsWritten, proposal.IsPermanent, policy);
    }

    private int Quorum(PolicyShown policy) => int.TryParse(policy.Quorum, NumberStyles.None, CultureInfo.InvariantCulture, out var least) ? least : MoreThanHalf(Eligible);

    private static int Of(string rule, int all) => rule switch
    {
        "unanimous" => all,
        "twoThirds" => ((all * 2) + 2) / 3,
        _ => MoreThanHalf(all),
    };

    private static int MoreThanHalf(int all) => (all / 2) + 1;
}
