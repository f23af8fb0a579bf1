namespace Coc.Cases.Domain;

/// <summary>
/// The link between two joint cases when one of them changes hands (decision 22): it goes with the case, so that an owed summary stays somebody's clock, and the other
/// side is told in the same transaction whom it now has it with.
/// </summary>
internal static class JointLink
{
    /// <summary>The link as it is now; of the texts, those the next owner does not have yet.</summary>
    /// <param name="withTexts">whether what the two bodies wrote to each other may be read there</param>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, bool withTexts, DateTimeOffset at) => from.Joint is { } joint
        ?
        [
            new CaseEvent.JointLinkCarried(
                joint.Leads, joint.Other, joint.OtherCase, For(from, to), joint.ChooseBy, joint.Mode, joint.Ground, joint.ChosenAt, joint.SummaryDue, joint.SummaryMetAt,
                joint.Reminded, joint.Overdue, joint.FollowedUp, withTexts ? [.. Unknown(joint, to).Select(s => new CarriedSummary(s.From, Texts.Panel(s.Text!), s.At))] : [], at),
        ]
        : [];

    /// <summary>The other side's half.</summary>
    public static Decision Follow(CaseState state, CaseCommand.FollowPartner c) => state.Exists && state.Joint is { } joint && joint.OtherCase == c.FromCase
        ? new CaseEvent.JointPartnerChanged(c.From, c.To, c.ToCase, c.At)
        : Decision.Nothing;

    private static IEnumerable<(string From, string? Text, DateTimeOffset At)> Unknown(JointState joint, CaseState to) =>
        joint.Summaries.Where(s => s.Text is not null && to.Joint?.Summaries.Any(known => (known.From, known.At) == (s.From, s.At)) != true);

    private static string? For(CaseState from, CaseState to) => !from.Joint!.Leads || (from.Joint.For ?? from.Body) == to.Body ? null : from.Joint.For ?? from.Body;
}
