using Coc.Cases.Domain;
using Coc.Cases.Features.TellingAccused;
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

        given = DecidedAgain(HeardAgain(given), given.Suspending(60));
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
        DecidedAgain(Closed().After(Again()), FindingNothing).State.OwesResolutionNotice.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_is_punished_a_second_time_unheard()
    {
        var given = Closed().After(Again());
        var suspending = new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", given.Suspending(60));

        given.When(suspending).ThenRefused("R40");
        given.After(suspending with { Content = FindingNothing });
        given.After(new CaseCommand.Hear(Seat(1), Monday, Id(711), Rex, null, false, "cannot be reached")).After(suspending);
        HeardAgain(given).After(suspending);
        HeardAgain(given).After(suspending with { Content = FindingNothing });
    }

    [Fact]
    public void While_the_time_to_answer_runs_again_the_old_answer_is_none()
    {
        var given = Closed(g => WithRoom(g, answers: true)).Later(TimeSpan.FromDays(1));
        given = given.After(Again() with { At = given.Now }).Later(TimeSpan.FromDays(1));
        given = given.After(new CaseCommand.GiveAnswerTime(Seat(1), given.Now, Rex, given.Now.AddDays(7)));

        given.When(new CaseCommand.Hear(Seat(1), given.Now, Id(711), Rex, null, false, "said it all before")).ThenRefused("answerTimeRuns");
    }

    [Fact]
    public void Of_what_a_first_decision_imposed_its_person_is_told_when_the_second_one_is_about_somebody_else()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        var sanction = given.State.Sanctions.ShouldHaveSingleItem();
        sanction.State.ShouldBe("awaitingNotice");
        given = DecidedAgain(HeardAgain(given.After(Again())), FindingNothing with { Findings = [new Finding(Id(992), "noViolation", null)] });

        Told(given).Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([sanction.Id]);
    }

    [Fact]
    public void What_was_imposed_on_somebody_who_is_cleared_is_overturned_at_once()
    {
        var closed = Closed();
        var given = DecidedAgain(closed.After(Again()), FindingNothing);

        given.Then<CaseEvent.EarlierMeasuresEnded>().ShouldSatisfyAllConditions(
            e => e.Outcome.ShouldBe("overturned"), e => e.Sanctions.ShouldBe([closed.State.Sanctions[0].Id]), e => e.Decision.ShouldBe(given.State.Decision!.Id));
        var told = Told(given);
        told.Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([], "nothing of this decision waits");
        told.ThenNot<CaseEvent.EarlierMeasuresEnded>();
    }

    [Fact]
    public void A_new_measure_takes_the_place_of_the_old_one_when_the_person_is_told_it()
    {
        var closed = Closed();
        var given = DecidedAgain(HeardAgain(closed.After(Again())), closed.Suspending(60));
        given.ThenNot<CaseEvent.EarlierMeasuresEnded>();

        var told = Told(given);

        told.Then<CaseEvent.PersonTold>().Sanctions.ShouldBe([given.State.Decision!.Measures[0].Sanction]);
        told.Then<CaseEvent.EarlierMeasuresEnded>().ShouldSatisfyAllConditions(e => e.Outcome.ShouldBe("superseded"), e => e.Sanctions.ShouldBe([closed.State.Sanctions[0].Id]));
    }

    [Fact]
    public void Where_the_new_decision_has_no_measure_or_does_not_wait_the_old_one_ends_with_it()
    {
        var given = HeardAgain(Closed().After(Again()));
        DecidedAgain(given, given.Suspending(60) with { Remedies = [] }).Then<CaseEvent.EarlierMeasuresEnded>().Outcome.ShouldBe("superseded");
        DecidedAgain(given, given.Suspending(60) with { NotToldFirstBecause = "danger" }).Then<CaseEvent.EarlierMeasuresEnded>().Outcome.ShouldBe("superseded");
    }

    [Fact]
    public void Of_whom_the_second_decision_finds_nothing_keeps_what_was_decided() =>
        DecidedAgain(Closed().After(Again()), FindingNothing with { Findings = [new Finding(null, "outOfScope", null)] }).ThenNot<CaseEvent.EarlierMeasuresEnded>();

    [Fact]
    public void The_room_opens_again_and_shows_what_became_of_the_first_measure()
    {
        var closed = Closed(g => WithRoom(g, answers: false));
        closed.Events.OfType<CaseEvent.RoomItemReleased>().Select(r => r.Kind).ShouldBe(["end"]);

        var given = closed.After(Again());
        given.Then<CaseEvent.RoomItemReleased>().Kind.ShouldBe("reopened");

        var (first, room) = (closed.State.Sanctions[0].Id, given.State.Accused.RoomOf(Rex)!);
        RoomItems.Of(given.State, room, room.Released.Single(r => r.Kind == "decision")).Finding.ShouldBe("violation", "it may be fetched late");
        given.After(new CaseCommand.FollowSanction(Monday, first, "overturned", 0)).Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(first), r => r.State.ShouldBe("overturned"));

        given = Told(DecidedAgain(given, FindingNothing)).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("end"), r => r.Item.ShouldNotBe(closed.Then<CaseEvent.RoomItemReleased>().Item));
    }

    [Fact]
    public void Who_knew_of_no_decision_is_not_told_that_one_is_looked_at_again()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, "w", null, null, null, false, null));

        given.After(Again()).ThenNot<CaseEvent.RoomItemReleased>();
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
        Availability.Allowed(given.State, Seat(2), given.Now).ShouldBe(["interim-measures/review", "reopen", "code-renewals"], ignoreOrder: true);

        given = given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(6), "reverse", null));

        given.State.Interim.ShouldHaveSingleItem().Verdict.ShouldBe("reversed");
        Availability.Allowed(given.State, Seat(2), given.Now).ShouldBe(["code-renewals", "reopen"]);
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

    private static GivenCase HeardAgain(GivenCase given) => given.After(new CaseCommand.Hear(Seat(1), Monday, Id(711), Rex, "It was not me.", false, null));

    private static GivenCase DecidedAgain(GivenCase given, DecisionContent content) => given.After(new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", content))
        .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));

    private static GivenCase Told(GivenCase given) => given.After(new CaseCommand.Draft(Seat(1), Monday, Id(32), "accused", Rex, null, "We have decided again.")).After(new CaseCommand.Approve(Seat(2), Monday, Id(32)));

    private static GivenCase WithRoom(GivenCase given, bool answers)
    {
        given = given.After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(82), Rex, "w", null, null, null, false, null));
        var room = given.State.Accused.RoomOf(Rex)!.Id;
        given = given.After(new CaseCommand.HearFromAccused(Monday, room, Id(83), "entered", null));
        return answers ? given.After(new CaseCommand.HearFromAccused(Monday, room, Id(84), "response", null)) : given;
    }

    private static GivenCase Closed(Func<GivenCase, GivenCase> before) => Ended(before(Opened().Ready()));

    /// <summary>Decided, told, carried out, noticed and closed.</summary>
    private static GivenCase Closed(HandlingBody? body = null) => Ended(Opened(body).Ready());

    private static GivenCase Ended(GivenCase given)
    {
        given = given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        return given.After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().CarriedOut().After(
            new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));
    }
}
