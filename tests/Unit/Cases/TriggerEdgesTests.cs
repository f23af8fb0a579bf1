using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Both sides of every edge at which a case has to change hands (J3, J8, R28).</summary>
public sealed partial class TriggerEdgesTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)] // exactly half is no majority
    [InlineData(2, 2, true)]
    [InlineData(4, 2, false)]
    [InlineData(4, 3, true)]
    [InlineData(5, 2, false)]
    [InlineData(5, 3, true)]
    public void J3_needs_more_than_half_of_the_members_with_a_hard_conflict(int members, int hard, bool due) =>
        Answered(Body(members), [.. Enumerable.Repeat("hard", hard)]).State.TransferDueBy.Contains("J3").ShouldBe(due);

    [Theory]
    [InlineData("soft soft", false)]
    [InlineData("soft+soft", true)] // two at once, or one after the other, are a hard one
    public void J3_counts_two_softs_of_one_seat_as_hard(string third, bool due)
    {
        var given = Answered(Body(5), ["hard", "hard"]).Answered(3, Conflict.Soft, "same company");
        given = third == "soft+soft" ? given.Answered(3, Conflict.Soft, "spoke in public") : given.Answered(4, Conflict.Soft, "same company");

        given.State.TransferDueBy.Contains("J3").ShouldBe(due);
    }

    [Theory]
    [InlineData("none soft soft hard hard", false)] // one clean, three without a hard one
    [InlineData("none none hard hard none", false)]
    [InlineData("soft soft soft hard hard", true)] // nobody clean
    [InlineData("none soft hard hard hard", true)] // two without a hard one
    [InlineData("none none hard hard hard", true)]
    [InlineData("hard hard hard hard hard", true)]
    public void J8_needs_one_clean_seat_and_three_without_a_hard_conflict(string answers, bool due) =>
        Answered(Body(5, kind: "foundation"), answers.Split(' ')).State.TransferDueBy.Contains("J8").ShouldBe(due);

    [Theory]
    [InlineData("none soft hard hard", false)]
    [InlineData("none soft hard hard hard", true)]
    public void J8_waits_until_everybody_who_can_be_asked_has_answered(string answers, bool due) =>
        Answered(Body(5, kind: "foundation"), answers.Split(' ')).State.TransferDueBy.Contains("J8").ShouldBe(due);

    [Fact]
    public void J8_counts_alternates_who_were_called()
    {
        var given = Answered(Body(5, alternates: 1, kind: "foundation"), ["none", "soft", "hard", "hard", "hard"]);
        given.State.TransferDueBy.ShouldNotContain("J8"); // the alternate is asked

        given.Answered(101, Conflict.None).State.TransferDueBy.ShouldNotContain("J8");
        given.Answered(101, Conflict.Hard).State.TransferDueBy.ShouldContain("J8");
    }

    [Fact]
    public void A_project_has_no_J8_and_a_foundation_no_J3()
    {
        Answered(Body(5), ["hard", "hard", "hard", "hard"]).State.TransferDueBy.ShouldBe(["J3"]);
        Answered(Body(5, kind: "foundation"), ["hard", "hard", "hard"]).State.TransferDueBy.ShouldBe(["P1"], "two are left, and three are the least");
    }

    private static GivenCase Answered(Coc.Contracts.Channel.HandlingBody body, string[] answers)
    {
        var given = Opened(body);
        for (var i = 0; i < answers.Length; i++)
        {
            given = given.Answered(i + 1, answers[i] switch { "none" => Conflict.None, "soft" => Conflict.Soft, _ => Conflict.Hard }, answers[i] == "soft" ? ["same company"] : []);
        }

        return given;
    }
}
