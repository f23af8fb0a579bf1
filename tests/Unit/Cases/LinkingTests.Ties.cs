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

    private static CaseCommand.UnlinkReport Unlink(Guid report, params int[] stillTied) => new(Seat(1), Later, report) { StillTied = [.. stillTied.Select(Seat)] };

    [Fact]
    public void A_soft_tie_that_a_duplicate_brought_goes_with_it()
    {
        var into = Opened().Cleared();
        var linked = into.After(Command(OwnOf(into, but: [3]).Answered(3, Conflict.Soft, "friend"))).Answered(3, Conflict.None);
        linked.State.SeatOf(Seat(3))!.Conflict.ShouldBe(Conflict.Soft);

        var after = linked.After(Unlink(Other));

        after.Events.OfType<CaseEvent.ConflictAskedAgain>().ShouldHaveSingleItem().Seat.ShouldBe(Seat(3));
        CaseWallTests.Sees(after, 3).ShouldBeFalse("it answers about what stays first");
        after = after.Answered(3, Conflict.None);
        after.Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.None);
        CaseWallTests.Sees(after, 3).ShouldBeTrue();
        after.State.Handling.Seats.ShouldAllBe(s => !s.SoftTie);
    }

    [Fact]
    public void Whom_what_stays_sets_aside_leaves_instead_of_being_asked_about_it()
    {
        var into = Opened().Cleared();
        var linked = into.After(Command(OwnOf(into, but: [3]).Answered(3, Conflict.Soft, "friend"))).Answered(3, Conflict.None);

        var after = linked.After(Unlink(Other) with { SetAside = [Seat(3)] });

        after.Then<CaseEvent.SeatLeft>().ShouldBe(new(Seat(3), Later));
        after.ThenNot<CaseEvent.ConflictAskedAgain>();
        after.Then<CaseEvent.ReportUnlinked>().Released.ShouldBeNull("its tie is not dropped");
        after.When(new CaseCommand.AnswerConflict(Seat(3), Later, Conflict.None, [], null, after.Shown(Seat(3)))).Events.ShouldBeEmpty();
        CaseWallTests.Sees(after, 3).ShouldBeFalse();
    }

    [Fact]
    public void It_stays_where_something_else_holds_it()
    {
        var into = Opened().Cleared();
        var linked = into.After(Command(OwnOf(into, but: [3]).Answered(3, Conflict.Soft, "friend")) with { Soft = [Seat(2)] });
        linked.Then<CaseEvent.DuplicateTaken>().Tied.ShouldBe([Seat(2), Seat(3)], ignoreOrder: true);

        var declared = linked.After(Unlink(Other, 2)); // tied to somebody in what stays
        declared.State.Handling.Seats.Where(s => s.SoftTie).Select(s => s.Seat).ShouldBe([Seat(2)]);
        declared.Answered(2, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);

        var said = linked.Answered(3, Conflict.Soft, "friend").After(Unlink(Other)); // stated here too: never lowered
        said.ThenNot<CaseEvent.ConflictAskedAgain>();
        said.When(new CaseCommand.AnswerConflict(Seat(3), Later, Conflict.None, [], null, said.Shown(Seat(3)))).ThenRefused("neverLower");
        said.State.SeatOf(Seat(3))!.SoftConflicts.ShouldBe(1);
    }

    [Fact]
    public void It_stays_as_long_as_another_duplicate_holds_it()
    {
        var into = Opened().Cleared();
        var linked = into.After(Command(OwnOf(into, but: [3]).Answered(3, Conflict.Soft, "friend"))).Answered(3, Conflict.None);
        var second = OwnOf(into, report: Id(802), but: [3]).Answered(3, Conflict.Soft);
        linked = linked.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(802), second.State, []));
        linked.State.Departed.ShouldBeEmpty();
        linked.Then<CaseEvent.DuplicateTaken>().ShouldSatisfyAllConditions(e => e.Tied.ShouldBeNull(), e => e.AlsoTied.ShouldBe([Seat(3)]));

        linked = linked.After(Unlink(Other));
        linked.State.Handling.Seats.Single(s => s.SoftTie).Seat.ShouldBe(Seat(3));
        linked.After(Unlink(Id(802))).State.Handling.Seats.ShouldAllBe(s => !s.SoftTie);
    }

    [Fact]
    public void What_was_declared_before_the_link_does_not_end_with_it()
    {
        var body = Body();
        var into = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(3) ? s with { SoftTie = true } : s)] }).Cleared();
        var linked = into.After(Command(OwnOf(into) with { State = OwnOf(into).Answered(3, Conflict.Soft).State }));

        var after = linked.After(Unlink(Other));

        after.State.SeatOf(Seat(3))!.SoftTie.ShouldBeTrue();
        after.ThenNot<CaseEvent.ConflictAskedAgain>();
    }
}
