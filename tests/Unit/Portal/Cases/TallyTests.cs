using Coc.Portal.Features.ReadingCases;

namespace Coc.Unit.Portal.Cases;

/// <summary>The meter says what the rules will say.</summary>
public sealed class TallyTests
{
    private static readonly PolicyShown Usual = new() { Quorum = "majority", VoteRule = "majority", PermanentVoteRule = "majorityOfAll", PanelMinimum = 3 };

    [Theory]
    [InlineData("meeting", 1, 0, 3, 2)] // of three who have to be there
    [InlineData("meeting", 4, 1, 3, 3)] // of five who are
    [InlineData("written", 1, 0, 3, 3)] // of everybody
    public void In_a_meeting_who_is_there_counts_and_in_writing_everybody(string route, int yes, int no, int needed, int yesNeeded)
    {
        var tally = Count(5, 0, route, yes, no, Usual);

        (tally.Needed, tally.YesNeeded).ShouldBe((needed, yesNeeded));
    }

    [Fact]
    public void Who_has_a_conflict_does_not_count() => Count(4, 1, "meeting", 2, 0, Usual).Eligible.ShouldBe(4);

    [Fact]
    public void What_is_for_good_takes_three_and_more_than_half_of_all()
    {
        var tally = Count(5, 0, "meeting", 3, 0, Usual with { PanelMinimum = 2 }, permanent: true);

        (tally.Needed, tally.YesNeeded, tally.HasQuorum).ShouldBe((3, 3, true));
    }

    [Fact]
    public void Two_thirds_are_rounded_up() => Count(5, 0, "written", 0, 0, Usual with { VoteRule = "twoThirds" }).YesNeeded.ShouldBe(4);

    [Fact]
    public void Without_the_policy_nothing_is_claimed()
    {
        var tally = Count(5, 0, "meeting", 2, 0, null);

        (tally.Needed, tally.YesNeeded, tally.HasQuorum).ShouldBe((null, null, null));
    }

    private static Tally Count(int clean, int soft, string route, int yes, int no, PolicyShown? policy, bool permanent = false)
    {
        List<PanelSeatShown> panel =
        [
            .. Enumerable.Range(0, clean).Select(_ => new PanelSeatShown { Seat = Guid.NewGuid(), Role = "member", Conflict = "none" }),
            .. Enumerable.Range(0, soft).Select(_ => new PanelSeatShown { Seat = Guid.NewGuid(), Role = "member", Conflict = "soft" }),
        ];
        return Tally.Count(
            new CaseShown { Panel = panel },
            new ProposalShown { Route = route, State = "open", Votes = [.. panel.Take(yes + no).Select((p, i) => new VoteShown(p.Seat, i < yes ? "yes" : "no"))], Remedies = [new RemedyShown { Permanent = permanent }] },
            policy);
    }
}
