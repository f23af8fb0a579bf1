using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a seat said, and what others made of it, when it is asked once more (P1, R27, R28); who is one of two seats (R31); who chairs (P8).</summary>
public sealed class SeatsAskedAnewTests
{
    private static CaseCommand.JudgeConflict Agrees(int judge, int target = 4) => new(Seat(judge), Monday, Seat(target), true, null, ["read"]);

    private static CaseCommand.Identify Says(int seat, string account, bool confirms = false) => new(Seat(seat), Monday, Rex, [account], null, null, confirms);

    private static TicketSeat Held(int seat, string role = "member", string body = "sextant") => new(Seat(seat), body, role, false);

    [Fact]
    public void What_the_majority_allowed_was_allowed_of_the_answer_before()
    {
        var soft = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After(Agrees(1), Agrees(2), Agrees(3));
        soft.State.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(s => s.Sees.ShouldBeTrue(), s => s.SoftConflicts.ShouldBe(1));

        var asked = soft.After(new CaseCommand.AddSubject(Seat(1), Monday, Tam, "wren", ["github:tam"], null, null));

        asked.State.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(
            s => s.AskedAgain.ShouldBeTrue(), s => s.Confirmed.ShouldBeFalse(), s => s.MayRead.ShouldBeFalse(), s => s.Judgements.ShouldBeEmpty(), s => s.SoftConflicts.ShouldBe(1, "what it said still counts"), s => s.Sees.ShouldBeFalse());
        asked.Answered(4, Conflict.Soft, "my cousin").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard, "over both persons");
    }

    [Fact]
    public void Raised_after_it_was_confirmed_it_is_confirmed_no_more()
    {
        var soft = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After(Agrees(1), Agrees(2), Agrees(3));

        var raised = soft.After([.. new[] { 1, 2, 3 }.Select(n => new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(4), false, Conflict.Hard, []))]);

        raised.State.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(s => s.Conflict.ShouldBe(Conflict.Hard), s => s.Confirmed.ShouldBeFalse(), s => s.MayRead.ShouldBeFalse());
    }

    [Fact]
    public void A_tie_that_was_declared_beforehand_counts_as_one_from_when_the_seat_is_asked()
    {
        var body = Body();
        var given = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(3) ? s with { SoftTie = true } : s)] });

        given.State.Panel.Select(p => (p.Seat, p.SoftConflicts)).ShouldBe([(Seat(1), 0), (Seat(2), 0), (Seat(3), 1), (Seat(4), 0), (Seat(5), 0)]);
    }

    [Fact]
    public void Each_seat_that_says_who_it_is_is_counted_once_whatever_the_others_say()
    {
        var given = Opened().Cleared().After(Says(1, "github:one"), Says(2, "github:two"), Says(3, "github:three"));
        given.State.SubjectOf(Rex)!.ClaimedBy.ShouldBe([Seat(1), Seat(2), Seat(3)]);

        given.After(Says(1, "github:four")).State.SubjectOf(Rex)!.ClaimedBy.ShouldBe([Seat(2), Seat(3), Seat(1)]);
    }

    [Fact]
    public void Of_who_is_confirmed_a_further_account_is_theirs_when_two_say_so_and_no_other_with_it()
    {
        var confirmed = Opened().Cleared().After(Says(1, "github:rex"), Says(2, "github:rex", confirms: true));
        confirmed.State.SubjectOf(Rex)!.Accounts.ShouldBe(["github:rex"]);

        var further = confirmed.After(Says(3, "chat:alone"), Says(1, "chat:both"), Says(2, "chat:both", confirms: true));

        further.State.SubjectOf(Rex)!.Accounts.ShouldBe(["github:rex", "chat:both"]);
    }

    [Fact]
    public void Whoever_is_hard_by_one_seat_is_so_by_all_they_hold_and_an_alternate_is_like_a_member()
    {
        var given = Opened(Body(3, alternates: 2)).Cleared(1, 3).Answered(2, Conflict.Hard).Cleared(101);

        CaseWall.IsHard(given.State, [Held(1), Held(2)]).ShouldBeTrue();
        CaseWall.IsHard(given.State, [Held(1), Held(3)]).ShouldBeFalse();
        CaseWall.Exists(given.State, [Held(101, "alternate")]).ShouldNotBeNull();
        CaseWall.IsBarred(given.State, [Held(1), Held(2)]).ShouldBeTrue();
        CaseWall.IsBarred(given.State, [Held(77, "alternate")]).ShouldBeTrue("who decides in the body and is not on the list of this case was set aside");
        CaseWall.IsBarred(given.State, [Held(77, "alternate", "astrolabe")]).ShouldBeFalse();
        CaseWall.IsBarred(given.State, [Held(77, "auditor")]).ShouldBeFalse();
    }

    [Fact]
    public void Who_is_hard_by_their_own_seat_does_not_come_in_as_somebody_from_outside()
    {
        var given = Opened(urgency: "urgent").Cleared(1, 2, 3, 4).Answered(5, Conflict.Hard).Triaged().After(
            new CaseCommand.EngageOutside(Seat(1), Monday, new OutsidePerson(new(Seat(400), Id(450), "outside", false, "appointed", 0), "Mia", false), "mediator", "t", [], Monday, Monday.AddDays(30))).Answered(400, Conflict.None);
        var engagement = given.State.Engagements[0].Id;

        CaseWall.Engaged(given.State, engagement, [Held(400, "outside")], Monday).ShouldNotBeNull();
        CaseWall.Engaged(given.State, engagement, [Held(5), Held(400, "outside")], Monday).ShouldBeNull("a person with two seats is one person");
        CaseWall.Engaged(given.State, engagement, [Held(400, "outside")], Monday.AddDays(30)).ShouldBeNull("it is over");
        CaseWall.Engaged(CaseState.None, engagement, [Held(400, "outside")], Monday).ShouldBeNull();
    }

    [Fact]
    public void The_next_member_in_order_chairs_before_any_alternate()
    {
        var given = Opened(Body(4, alternates: 1)).Answered(1, Conflict.Hard).Cleared(4, 3, 2, 101);

        given.State.ActingChair!.Seat.ShouldBe(Seat(2));
        given.After(new CaseCommand.EndSeat(Monday, Seat(2))).State.ActingChair!.Seat.ShouldBe(Seat(3));
        given.After(new CaseCommand.EndSeat(Monday, Seat(2)), new CaseCommand.EndSeat(Monday, Seat(3)), new CaseCommand.EndSeat(Monday, Seat(4))).State.ActingChair!.Seat.ShouldBe(Seat(101));
    }

    [Fact]
    public void Nobody_is_reminded_at_the_very_moment_at_which_their_time_is_over()
    {
        static GivenCase Answering(int hours) => Opened(Body(policy: Policy() with { AcknowledgeWithin = new Period(Hours: hours) }));

        CaseDue.Of(Answering(48).State).ShouldNotContain(d => d.Kind == Screening.Reminder, "a day, and not a moment more, is half of two");
        CaseDue.Of(Answering(50).State).Count(d => d.Kind == Screening.Reminder).ShouldBe(5);
    }

    [Fact]
    public void A_second_way_of_knowing_that_it_is_urgent_changes_nothing_of_since_when_and_why()
    {
        var given = Opened().Cleared().After(new CaseCommand.RaiseUrgency(Seat(1), Monday.AddHours(1), "ongoingThreat"), new CaseCommand.NoteMinor(Seat(1), Monday.AddHours(2)));

        given.State.ShouldSatisfyAllConditions(s => s.UrgentSince.ShouldBe(Monday.AddHours(1)), s => s.UrgentBecause.ShouldBe("ongoingThreat"), s => s.MinorSince.ShouldBe(Monday.AddHours(2)), s => s.MinorFound.ShouldBeTrue());
        var threat = Opened().Cleared().After(new CaseCommand.RaiseUrgency(Seat(1), Monday, "ongoingThreat"));
        threat.State.ShouldSatisfyAllConditions(s => s.MinorSince.ShouldBeNull(), s => s.MinorFound.ShouldBeFalse());
    }

    [Fact]
    public void In_a_week_that_has_its_sunday_it_counts()
    {
        var sunday = new DateOnly(2026, 3, 1);

        BusinessTime.IsBusinessDay(sunday, new BusinessCalendar([7, 1, 2, 3, 4], [])).ShouldBeTrue();
        BusinessTime.IsBusinessDay(sunday, new BusinessCalendar([1, 2, 3, 4, 5], [])).ShouldBeFalse();
    }
}
