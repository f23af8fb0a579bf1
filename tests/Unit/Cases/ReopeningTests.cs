using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A decided or closed case is taken up again (R54); who acted alone is reviewed also when the case is closed (P9).</summary>
public sealed class ReopeningTests
{
    private static CaseCommand.Reopen Again(int seat = 1) => new(Seat(seat), Monday, "it happened again");

    [Fact]
    public void An_open_case_is_not_reopened()
    {
        Opened().Ready().When(Again()).ThenRefused("notDecided");
        Closed().After(Again()).When(Again()).ThenRefused("notDecided");
        Closed().After(new CaseCommand.EndSeat(Monday, Seat(4))).When(Again(4)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void What_was_decided_stays_on_record_and_something_else_can_be_decided()
    {
        var closed = Closed();
        var given = closed.After(Again());

        given.Then<CaseEvent.CaseReopened>().StatusDue.ShouldBe(Monday.AddDays(7));
        given.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.Investigating), s => s.Reports.ShouldBe([Report]));
        given.State.Decision.ShouldBeNull();
        given.State.Earlier.ShouldHaveSingleItem().Id.ShouldBe(closed.State.Decision!.Id);
        given.State.Subjects[0].Told.ShouldBeFalse("of what will be decided");

        given = given.After(new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", given.Suspending(60)));
        given = given.After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));
        given.Then<CaseEvent.DecisionRecorded>();
        given.State.Sanctions.Count.ShouldBe(2);
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("notTold");
    }

    [Fact]
    public void A_measure_of_the_first_decision_is_followed_and_does_not_move_the_case()
    {
        var given = Closed().After(Again());
        given = given.After(new CaseCommand.FollowSanction(Monday, given.State.Sanctions[0].Id, "ended", 1));

        given.State.Sanctions[0].OpenOrders.ShouldBe(1);
        given.State.Stage.ShouldBe(CaseStage.Investigating);
    }

    [Fact]
    public void A_project_tells_its_foundation_again()
    {
        var given = Closed().After(Again()).After(new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", FindingNothing));
        given = given.After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));

        given.State.OwesResolutionNotice.ShouldBeTrue();
    }

    [Fact]
    public void A_seat_that_ended_meanwhile_does_not_count_and_the_next_is_asked()
    {
        var closed = Closed(Body(3, alternates: 1)).After(new CaseCommand.EndSeat(Monday, Seat(3)));
        closed.ThenNot<CaseEvent.ConflictRequested>();

        closed.After(Again()).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(101));
    }

    [Fact]
    public void Who_acted_alone_is_reviewed_also_when_the_case_is_closed()
    {
        var given = Closed().After(new CaseCommand.NoteEmergency(Monday, Id(6), Report, Rex, "mute", ["chat:sextant"], Monday.AddHours(20), true, Id(99), Id(599), Monday));
        Availability.Allowed(given.State, Seat(2), given.Now).ShouldBe(["interim-measures/review", "reopen", "unsealings"], ignoreOrder: true);

        given = given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(6), "reverse", null));

        given.State.Interim.ShouldHaveSingleItem().Verdict.ShouldBe("reversed");
        Availability.Allowed(given.State, Seat(2), given.Now).ShouldBe(["unsealings", "reopen"]);
        given.When(new CaseCommand.AddNote(Seat(2), Monday, Id(7), "n")).ThenRefused("caseClosed");
    }

    [Fact]
    public void A_finding_of_no_violation_ends_what_protected_from_the_person()
    {
        var given = Opened().Ready().After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Id(5), Rex, "mute", [], Monday.AddDays(9), "threats"));
        given.Then<CaseEvent.InterimMeasureOrdered>().ShouldSatisfyAllConditions(o => o.Person.ShouldBe(Rex), o => o.Bodies.ShouldBe(["sextant"]));

        given.Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.InterimMeasureReviewed>().Verdict.ShouldBe("reversed");
        given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed().ThenNot<CaseEvent.InterimMeasureReviewed>();
    }

    [Fact]
    public void Where_nobody_is_known_nothing_is_ordered() =>
        Opened(subjects: []).Cleared().Triaged().After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Id(5), null, "mute", [], Monday.AddDays(9), "threats")).ThenNot<CaseEvent.InterimMeasureOrdered>();

    [Fact]
    public void The_foundation_protects_in_the_projects_it_is_about() =>
        Opened(Body(5, kind: "foundation"), projects: ["gnomon", "quadrant"]).Cleared().Triaged()
            .After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Id(5), Rex, "mute", [], Monday.AddDays(9), "threats")).Then<CaseEvent.InterimMeasureOrdered>().Bodies.ShouldBe(["orrery", "gnomon", "quadrant"]);

    /// <summary>Decided, told, carried out, noticed and closed.</summary>
    private static GivenCase Closed(HandlingBody? body = null)
    {
        var given = Opened(body).Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        return given.After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31)),
            new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));
    }
}
