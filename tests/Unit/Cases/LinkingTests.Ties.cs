using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class LinkingTests
{
    [Theory]
    [InlineData("same company", "my cousin", false)]
    [InlineData("same company", "Same company", true)]
    [InlineData("same company", null, true)]
    public void A_soft_tie_stated_in_each_of_the_two_is_a_hard_one_unless_it_is_the_same(string here, string? there, bool stays)
    {
        var into = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, here);
        var own = OwnOf(into, but: [4]).Answered(4, Conflict.Soft, there is null ? [] : [there]);

        var after = into.After(Command(own));

        after.Events.OfType<CaseEvent.SeatLeft>().Select(e => e.Seat).ShouldBe(stays ? [] : [Seat(4)]);
    }

    [Fact]
    public void A_soft_tie_stated_there_is_not_lowered_by_linking()
    {
        var into = Opened().Cleared();
        var after = into.After(Command(OwnOf(into, but: [3]).Answered(3, Conflict.Soft, "friend")));

        after.Then<CaseEvent.DuplicateTaken>().Tied.ShouldBe([Seat(3)]);
        after.Answered(3, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void A_soft_tie_declared_to_a_person_the_duplicate_brings_counts_beside_what_was_stated_here()
    {
        var into = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company");
        var own = OwnOf(into, [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed)]);

        var after = into.After(Command(own) with { Soft = [Seat(2), Seat(4)] });

        after.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(4));
        CaseWallTests.Sees(after, 2).ShouldBeFalse("it answers with its tie first");
        after.Answered(2, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
        into.After(Command(OwnOf(into)) with { Soft = [Seat(4)] }).ThenNot<CaseEvent.SeatLeft>(); // about the same person it may be the very tie they stated
    }
}
