using Coc.Cases.Domain;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>What a panel reads of the other body: how the two handle it and what it was told; never the other case.</summary>
internal static class JointView
{
    public static object? Of(JointState? joint) => joint is null ? null : new
    {
        With = joint.Other,
        joint.Leads,
        joint.Mode,
        joint.Ground,
        joint.ChooseBy,
        joint.SummaryDue,
        joint.SummaryMetAt,
        SummaryOverdue = joint.Overdue,
        joint.FollowedUp,
        LimitedTo = joint.OnlineOnly ? "onlineSpaces" : null,
        Summaries = joint.Summaries.Select(s => new { s.From, s.At, s.Text }),
    };
}
