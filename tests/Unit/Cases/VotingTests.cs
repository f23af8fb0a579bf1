using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Both sides of every edge at which votes carry or do not (R42, R43).</summary>
public sealed class VotingTests
{
    [Theory]
    [InlineData(2, 2, 4, false)] // half is no quorum
    [InlineData(3, 3, 5, true)]
    [InlineData(2, 3, 5, true)]
    [InlineData(2, 4, 5, false)] // half of who is there is no majority
    public void A_majority_has_to_be_there_and_a_majority_of_them_to_agree(int yes, int present, int eligible, bool carries) =>
        new Tally(yes, present, eligible, false).Carries(Policy(minimum: 2), permanent: false).ShouldBe(carries);

    [Theory]
    [InlineData("twoThirds", 2, 3, true)] // exactly two thirds
    [InlineData("twoThirds", 3, 5, false)]
    [InlineData("unanimous", 3, 3, true)]
    [InlineData("unanimous", 2, 3, false)]
    [InlineData("majority", 2, 3, true)]
    public void The_rule_counts_who_is_there(string rule, int yes, int present, bool carries) =>
        new Tally(yes, present, present, false).Carries(Policy(minimum: 2, voteRule: rule), permanent: false).ShouldBe(carries);

    [Theory]
    [InlineData("majorityOfAll", 3, 6, false)] // half of all
    [InlineData("majorityOfAll", 4, 6, true)]
    [InlineData("unanimousOfAll", 5, 6, false)]
    [InlineData("unanimousOfAll", 6, 6, true)]
    public void For_ever_takes_all_who_have_no_conflict_into_account_in_a_meeting_and_in_writing(string rule, int yes, int eligible, bool carries)
    {
        var tally = new Tally(yes, yes, eligible, false);

        tally.Carries(Policy(minimum: 2, permanent: rule, quorum: "2"), permanent: true).ShouldBe(carries);
        tally.CarriesInWriting(Policy(minimum: 2, permanent: rule), permanent: true).ShouldBe(carries);
    }

    [Fact]
    public void In_writing_everybody_counts_and_who_was_lent_has_to_have_voted()
    {
        new Tally(2, 3, 5, false).CarriesInWriting(Policy(minimum: 2), permanent: false).ShouldBeFalse("two of five");
        new Tally(3, 3, 5, false).CarriesInWriting(Policy(minimum: 2), permanent: false).ShouldBeTrue();
        new Tally(2, 2, 2, true).CarriesInWriting(Policy(minimum: 2), permanent: false).ShouldBeFalse();
        new Tally(2, 2, 2, true).Carries(Policy(minimum: 2), permanent: false).ShouldBeFalse();
        new Tally(2, 2, 2, false).Carries(Policy(minimum: 2), permanent: true).ShouldBeFalse("for ever takes three");
    }
}
