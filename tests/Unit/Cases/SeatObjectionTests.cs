using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>An accused person objects to a seat; the others judge it as they judge any conflict.</summary>
public sealed class SeatObjectionTests
{
    private static GivenCase Objected(int seat = 2, Func<GivenCase, GivenCase>? with = null)
    {
        var given = (with ?? (g => g.Cleared()))(Opened(Body(5, alternates: 1))).Triaged()
            .After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(60), Rex, "why", null, null, null, false, null));
        return given.After(Objects(given, seat));
    }

    private static CaseCommand.HearFromAccused Objects(GivenCase given, int seat, int entry = 61) => new(Monday, given.State.Accused.Rooms[0].Id, Id(entry), "objection", Seat(seat));

    private static CaseCommand.JudgeConflict Judges(int judge, bool agree = true, Conflict? raiseTo = null, int target = 2) => new(Seat(judge), Monday, Seat(target), agree, raiseTo, []);

    [Fact]
    public void A_majority_of_the_others_dismisses_it_and_the_person_learns_so()
    {
        var given = Objected().After(Judges(1), Judges(3));
        given.State.Accused.Objections.ShouldHaveSingleItem().State.ShouldBe("open");

        given = given.After(Judges(4));
        given.Then<CaseEvent.ObjectionSettled>().Upheld.ShouldBeFalse();
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(Id(61)), r => r.Kind.ShouldBe("objection"), r => r.State.ShouldBe("dismissed"));
        given.State.SeatOf(Seat(2))!.Clean.ShouldBeTrue();
    }

    [Fact]
    public void Against_who_has_left_by_then_it_is_upheld()
    {
        var given = Objected().After(new CaseCommand.EndSeat(Monday, Seat(2)));

        given.Events.OfType<CaseEvent.ObjectionSettled>().ShouldHaveSingleItem().Upheld.ShouldBeTrue();
        var later = Opened(Body(5)).Cleared().Triaged().After(new CaseCommand.EndSeat(Monday, Seat(2)), new CaseCommand.NoticeAccused(Seat(1), Monday, Id(60), Rex, "why", null, null, null, false, null));
        later.After(Objects(later, 2)).State.Accused.Objections.ShouldHaveSingleItem().State.ShouldBe("upheld");
    }

    [Theory]
    [InlineData("Hard")]
    [InlineData("Soft")]
    public void A_majority_that_raises_the_seats_answer_upholds_it(string raised)
    {
        var to = Enum.Parse<Conflict>(raised);
        var given = Objected().After(Judges(1, false, to), Judges(3, false, to), Judges(4, false, to));

        given.Then<CaseEvent.ConflictRaised>().To.ShouldBe(to);
        given.Then<CaseEvent.ObjectionSettled>().Upheld.ShouldBeTrue();
        given.State.SeatOf(Seat(2))!.Sees.ShouldBeFalse();
    }

    [Fact]
    public void Only_those_who_may_decide_settle_it_and_only_the_answer_it_is_against()
    {
        var given = Objected(with: g => g.Cleared(1, 2, 3));
        given.When(Judges(1, target: 3)).ThenRefused("nothingToConfirm");

        given.After(Judges(1), Judges(3)).Then<CaseEvent.ObjectionSettled>().Upheld.ShouldBeFalse("two of two: the others have not answered");
    }

    [Fact]
    public void A_soft_answer_of_the_seat_itself_upholds_nothing_before_the_others_have_said_so() =>
        Objected().Answered(2, Conflict.Soft, "same company").State.Accused.Objections.ShouldHaveSingleItem().State.ShouldBe("open");

    [Fact]
    public void Whom_it_is_against_does_not_judge_it() => Objected().When(Judges(2)).ThenRefused("nothingToConfirm");

    [Fact]
    public void Without_an_objection_nobody_confirms_a_clean_answer() => Opened().Cleared().When(Judges(1)).ThenRefused("nothingToConfirm");

    [Fact]
    public void What_was_said_before_the_objection_does_not_answer_it()
    {
        var given = Objected().After(Judges(1), Judges(3), Judges(4));
        given = given.After(Objects(given, 2, entry: 62));
        given.ThenNot<CaseEvent.ObjectionSettled>();

        given.After(Judges(1), Judges(3), Judges(4)).State.Accused.Objections.Select(o => o.State).ShouldBe(["dismissed", "dismissed"]);
    }

    [Fact]
    public void Who_stands_aside_already_does_not_take_part_and_that_is_all_that_is_said()
    {
        var given = Objected(5, g => g.Cleared(1, 2, 3, 4).Answered(5, Conflict.Hard));

        given.Then<CaseEvent.ObjectionSettled>().Upheld.ShouldBeTrue();
    }

    [Fact]
    public void Against_who_is_not_asked_yet_it_waits_and_against_strangers_it_is_nothing()
    {
        Objected(101).State.Accused.Objections.ShouldHaveSingleItem().State.ShouldBe("open");
        Objected(77).State.Accused.Objections.ShouldBeEmpty();
    }

    [Fact]
    public void A_seat_that_withdraws_upholds_it_itself() =>
        Objected().After(new CaseCommand.AnswerConflict(Seat(2), Monday, Conflict.Hard, [], null)).Then<CaseEvent.ObjectionSettled>().Upheld.ShouldBeTrue();

    [Fact]
    public void Whom_it_is_against_does_not_find_it_in_the_history_either()
    {
        var given = Objected();
        var (raised, releasedOpen) = (given.Then<CaseEvent.SeatObjected>(), given.Then<CaseEvent.RoomItemReleased>());
        given = given.After(Judges(1), Judges(3), Judges(4));
        CaseEvent[] ofIt = [raised, releasedOpen, given.Then<CaseEvent.ObjectionSettled>(), given.Then<CaseEvent.RoomItemReleased>()];

        var (fromThem, fromOthers) = (AffectedPeople.HiddenFrom(given.State, given.State.SeatOf(Seat(2))!), AffectedPeople.HiddenFrom(given.State, given.State.SeatOf(Seat(1))!));
        ofIt.ShouldAllBe(e => fromThem(e));
        ofIt.ShouldAllBe(e => !fromOthers(e), "the others judge it");
        fromThem(new CaseEvent.SeatObjected(Id(62), Seat(3), Id(63), Monday)).ShouldBeFalse("one against another seat is theirs to judge");
    }

    [Fact]
    public void It_stops_nothing() => Objected().Heard().When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", Opened().Suspending(3))).Then<CaseEvent.DecisionProposed>();

    [Fact]
    public void Allowed_names_the_judging_to_the_others_only()
    {
        var given = Objected();

        Availability.Allowed(given.State, Seat(1), given.Now).ShouldContain("conflict-confirmations");
        given.When(new CaseCommand.JudgeConflict(Seat(2), Monday, Seat(2), true, null, [])).ThenRefused("nothingToConfirm");
    }
}
