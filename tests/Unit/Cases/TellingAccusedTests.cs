using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whether, when and how an accused person is told (R39, P4), heard (R40) and asked to correct what was written down (P6).</summary>
public sealed partial class TellingAccusedTests
{
    private static GivenCase Told() => Opened().Cleared().Triaged().After(Notice());

    private static GivenCase InTheRoom() => Told() is var given ? given.After(FromRoom(given, "entered")) : throw new InvalidOperationException();

    private static CaseCommand.NoticeAccused Notice(string? summary = "Something you wrote.", DateTimeOffset? answerBy = null, bool unaware = false, (string, string)? considered = null, Guid? person = null, int seat = 1) =>
        new(Seat(seat), Monday, Id(60), person ?? Rex, "The report names a thread everybody can read.", summary, null, answerBy, unaware, considered);

    private static CaseCommand.NoticeAccused Later(DateTimeOffset lookAgain) => new(Seat(1), Monday, Id(61), Rex, "He may delete what he wrote.", null, lookAgain, null, false, null);

    private static CaseCommand.HearFromAccused FromRoom(GivenCase given, string kind, Guid? entry = null, Guid? about = null) =>
        new(given.Now, given.State.Accused.Rooms[0].Id, entry ?? Id(62), kind, about);

    [Fact]
    public void Told_now_the_person_has_a_room_and_sees_the_summary()
    {
        var given = Told();

        given.Then<CaseEvent.AccusedNoticed>().ShouldSatisfyAllConditions(n => n.Person.ShouldBe(Rex), n => n.Number.ShouldBe(1), n => n.Summary!.Value.ShouldBe("Something you wrote."), n => n.Why.Owner.ShouldBe("panel"));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("notice"), r => r.Item.ShouldBe(Id(60)));
    }

    [Fact]
    public void Not_before_triage() => Opened().Cleared().When(Notice()).ThenRefused("notTriaged");

    [Fact]
    public void A_seat_with_a_conflict_tells_nobody()
    {
        Opened().Cleared(1, 2, 3).Triaged().When(Notice(seat: 4)).ThenRefused("notOnPanel");
        Opened().Cleared(1, 2, 3, 4).Answered(5, Conflict.Hard).Triaged().When(Notice(seat: 5)).ThenRefused("notOnPanel");
    }

    [Fact]
    public void Not_in_a_closed_case_and_not_where_another_body_has_it() =>
        Opened().Cleared().Triaged().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all"))
            .Later(TimeSpan.FromDays(3)).After(new CaseCommand.AcceptTransfer(Monday.AddDays(3), Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]))
            .When(Notice()).ThenRefused("caseTransferred");

    [Fact]
    public void Later_says_when_it_is_looked_at_again_and_the_clock_shows_it()
    {
        var given = Opened().Cleared().Triaged().After(Later(Monday.AddDays(10)));

        given.Then<CaseEvent.AccusedNoticeDeferred>().LookAgain.ShouldBe(Monday.AddDays(10));
        given.State.Accused.Deferred.ShouldHaveSingleItem().LookAgain.ShouldBe(Monday.AddDays(10));
        given.State.Accused.Rooms.ShouldBeEmpty();

        given.After(Notice()).State.Accused.Deferred.ShouldBeEmpty("told after all");
    }

    [Fact]
    public void Who_was_told_is_not_to_be_told_later() => Told().When(Later(Monday.AddDays(10))).ThenRefused("accusedTold");

    [Fact]
    public void Who_does_not_know_of_the_report_is_thought_of_first()
    {
        var given = Opened().Cleared().Triaged();
        given.When(Notice(unaware: true)).ThenRefused("P4");

        var told = given.After(Notice(unaware: true, considered: ("She works in the same office.", "Nobody could ask her yet.")));
        told.Then<CaseEvent.AffectedConsidered>().Safety.Owner.ShouldBe("panel");
        told.State.Accused.Rooms.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_was_recorded_before_it_said_of_whom_covers_the_reports_the_case_had_then()
    {
        var given = Opened().Cleared().Triaged();
        given = given with { State = given.State.Apply([new CaseEvent.AffectedConsidered(Texts.Panel("s"), Texts.Panel("w"), Seat(1), Monday)]) };

        Thought(new AffectedByIt(Report, Id(90))).Missing(given.State).ShouldBeNull();
        Thought(new AffectedByIt(Report, Id(90)), new AffectedByIt(Id(91), Id(92))).Missing(given.State)!.Code.ShouldBe("P4", "a report that was linked later");

        static AffectedThought Thought(params AffectedByIt[] who) => new(true, null) { Who = who };
    }

    [Fact]
    public void What_was_thought_of_when_it_was_put_off_counts_later()
    {
        var given = Opened().Cleared().Triaged().After(Later(Monday.AddDays(10)) with { Considered = ("She is away.", "She asked for a week.") });

        given.After(Notice(unaware: true)).State.Accused.Rooms.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_lost_code_is_replaced_until_the_person_is_in()
    {
        var given = Told();
        var again = given.After(Notice());
        again.Then<CaseEvent.AccusedNoticed>().ShouldSatisfyAllConditions(n => n.Number.ShouldBe(2), n => n.Room.ShouldBe(given.State.Accused.Rooms[0].Id));

        again.After(FromRoom(again, "entered")).When(Notice()).ThenRefused("roomEntered");
    }

    [Fact]
    public void Each_accused_person_has_a_room_of_their_own()
    {
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().After(Notice(), Notice(person: Tam) with { Notice = Id(63) });

        given.State.Accused.Rooms.Select(r => r.Person).ShouldBe([Rex, Tam]);
        given.State.Accused.Rooms.Select(r => r.Released.Single().Item).ShouldBe([Id(60), Id(63)]);
    }

    [Fact]
    public void What_the_person_sends_is_noted_once_and_not_by_other_rooms()
    {
        var given = Told();
        var answered = given.After(FromRoom(given, "response"));
        answered.Then<CaseEvent.AccusedAnswered>().Entry.ShouldBe(Id(62));

        answered.When(FromRoom(answered, "response")).Events.ShouldBeEmpty();
        answered.When(FromRoom(answered, "complaint")).Events.ShouldBeEmpty("a complaint is not the panel's to read");
        answered.When(new CaseCommand.HearFromAccused(Monday, Id(1), Id(2), "response", null)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Coming_in_is_noted_once()
    {
        var given = InTheRoom();
        given.State.Accused.Rooms[0].EnteredAt.ShouldBe(Monday);
        given.When(FromRoom(given, "entered", Id(64))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_passed_over_while_the_time_to_answer_runs()
    {
        var given = Opened().Cleared().Triaged().After(Notice(answerBy: Monday.AddDays(7)));
        CaseCommand None(GivenCase g) => new CaseCommand.Hear(Seat(1), g.Now, Id(65), Rex, null, false, "He did not answer.");
        given.When(None(given)).ThenRefused("answerTimeRuns");
        given = given.After(FromRoom(given, "moreTime"), FromRoom(given, "readmission", Id(68)), new CaseCommand.GiveAnswerTime(Seat(2), Monday, Rex, Monday.AddDays(14)));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("answerTime"), r => r.Until.ShouldBe(Monday.AddDays(14)));

        given.Later(TimeSpan.FromDays(8)).When(None(given.Later(TimeSpan.FromDays(8)))).ThenRefused("answerTimeRuns");
        given.Later(TimeSpan.FromDays(14)).When(None(given.Later(TimeSpan.FromDays(14)))).Then<CaseEvent.PersonHeard>();
    }

    [Fact]
    public void Who_was_written_off_and_is_given_time_after_all_is_not_decided_about_while_it_runs()
    {
        var given = Opened().Cleared().Triaged().After(new CaseCommand.Hear(Seat(1), Monday, Id(65), Rex, null, false, "cannot be reached"));
        var (meeting, written) = (given.Proposed().Voted("yes", 1, 2, 3), given.Proposed(route: "written").Voted("yes", 1, 2, 3));
        var (timed, late) = (meeting.After(Notice(answerBy: Monday.AddDays(7))), Monday.AddDays(7));

        given.After(Notice(answerBy: late)).When(new CaseCommand.Propose(Seat(1), Monday, Id(66), "meeting", given.Suspending(30))).ThenRefused("R40");
        timed.When(new CaseCommand.CloseMeeting(Seat(1), Monday, TheProposal, [])).ThenRefused("R40");
        Availability.Allowed(timed.State, Seat(1), Monday).ShouldNotContain("proposals/close");
        timed.Later(TimeSpan.FromDays(7)).When(new CaseCommand.CloseMeeting(Seat(1), late, TheProposal, [])).Then<CaseEvent.DecisionRecorded>();
        var ended = written.After(Notice(answerBy: late)).Later(TimeSpan.FromHours(24));
        ended.When(new CaseCommand.EndWindow(ended.Now, TheProposal)).Then<CaseEvent.ProposalVoided>().Because.ShouldBe("unheard");
        written.Later(TimeSpan.FromHours(24)).When(new CaseCommand.EndWindow(Monday.AddHours(24), TheProposal)).Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void The_time_to_answer_is_theirs_from_when_they_come_in()
    {
        var given = Opened().Cleared().Triaged().After(Notice(answerBy: Monday.AddDays(7)));
        CaseCommand None(GivenCase g) => new CaseCommand.Hear(Seat(1), g.Now, Id(65), Rex, null, false, "He did not answer.");
        var inTime = given.Later(TimeSpan.FromDays(6));

        inTime = inTime.After(FromRoom(inTime, "entered"));

        inTime.Events.OfType<CaseEvent.RoomItemReleased>().Single(r => r.Kind == "answerTime").Until.ShouldBe(Monday.AddDays(13));
        var before = inTime.Later(TimeSpan.FromDays(6.9));
        before.When(None(before)).ThenRefused("answerTimeRuns");
        var after = inTime.Later(TimeSpan.FromDays(7));
        after.When(None(after)).Then<CaseEvent.PersonHeard>();

        var never = given.Later(TimeSpan.FromDays(7));
        never.When(None(never)).Then<CaseEvent.PersonHeard>(); // nobody is waited for who does not come in

        var longer = inTime.After(new CaseCommand.GiveAnswerTime(Seat(2), inTime.Now, Rex, Monday.AddDays(20)));
        longer.State.Accused.Rooms[0].AnswerUntil.ShouldBe(Monday.AddDays(20), "said when they were in: as it is said");
    }

    [Fact]
    public void The_time_goes_along_whole_with_a_case_whose_person_has_not_come_in()
    {
        var given = Opened().Cleared().Triaged().After(Notice(answerBy: Monday.AddDays(7)), new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var there = CaseState.None.Apply(Transferring.Begin(given.State, new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)])));

        there = there.Apply(CaseDecider.Decide(there, FromRoom(given, "entered") with { At = Monday.AddDays(5) }).Events);

        there.Accused.Rooms[0].AnswerUntil.ShouldBe(Monday.AddDays(12));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_a_seat_types_in_is_shown_for_correction_whether_it_says_so_or_not(bool entered)
    {
        var given = entered ? InTheRoom() : Told();
        given = given.After(new CaseCommand.Hear(Seat(1), given.Now, Id(66), Rex, "He was tired.", false, null));

        given.Then<CaseEvent.PersonHeard>().Transcribed.ShouldBeTrue();
        given.When(new CaseCommand.Propose(Seat(1), given.Now, TheProposal, "meeting", given.Suspending(30))).ThenRefused("R40");
        var over = given.Later(TimeSpan.FromHours(72));
        over.When(new CaseCommand.Propose(Seat(1), over.Now, TheProposal, "meeting", over.Suspending(30))).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void Time_is_given_to_who_was_told() => Opened().Cleared().Triaged().When(new CaseCommand.GiveAnswerTime(Seat(1), Monday, Rex, Monday.AddDays(1))).ThenRefused("noRoom");

    [Fact]
    public void What_a_seat_wrote_down_is_shown_for_correction_and_counts_after_72_hours()
    {
        var given = InTheRoom();
        given = given.After(new CaseCommand.Hear(Seat(1), given.Now, Id(66), Rex, "He said he was tired.", true, null));
        given.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(Id(66)), r => r.State.ShouldBe("open"), r => r.Until.ShouldBe(Monday.AddHours(72)));
        CaseCommand Propose(GivenCase g) => new CaseCommand.Propose(Seat(1), g.Now, TheProposal, "meeting", g.Suspending(30));

        var almost = given.Later(TimeSpan.FromHours(71));
        almost.When(Propose(almost)).ThenRefused("R40");
        var over = given.Later(TimeSpan.FromHours(72));
        over.When(Propose(over)).Then<CaseEvent.DecisionProposed>();
    }

    [Theory]
    [InlineData("confirmation", "confirmed")]
    [InlineData("correction", "corrected")]
    public void Once_the_person_has_looked_at_it_it_counts_at_once(string kind, string state)
    {
        var given = InTheRoom();
        given = given.After(new CaseCommand.Hear(Seat(1), given.Now, Id(66), Rex, "He said he was tired.", true, null));
        given = given.After(FromRoom(given, kind, Id(67), Id(66)));

        given.Then<CaseEvent.RoomItemReleased>().State.ShouldBe(state);
        given.When(FromRoom(given, "correction", Id(68), Id(66))).Events.ShouldBeEmpty("once");
        given.When(new CaseCommand.Propose(Seat(1), given.Now, TheProposal, "meeting", given.Suspending(30))).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void The_time_to_correct_begins_when_the_person_comes_in()
    {
        var given = Told();
        given = given.After(new CaseCommand.Hear(Seat(1), given.Now, Id(66), Rex, "He said he was tired.", true, null)).Later(TimeSpan.FromDays(5));
        Hearings.CorrectBy(given.State, given.State.Hearings[0]).ShouldBeNull();

        given = given.After(FromRoom(given, "entered") with { At = given.Now });
        Hearings.CorrectBy(given.State, given.State.Hearings[0]).ShouldBe(Monday.AddDays(8));
    }

    [Fact]
    public void Who_spoke_for_themselves_has_nothing_to_correct()
    {
        var given = InTheRoom();
        given = given.After(FromRoom(given, "response")).After(new CaseCommand.Hear(Seat(1), given.Now, Id(66), Rex, "I was tired.", false, null, Id(62)));
        given.ThenNot<CaseEvent.RoomItemReleased>();
        given.State.Hearings.ShouldHaveSingleItem().Entry.ShouldBe(Id(62));
        given.When(new CaseCommand.Propose(Seat(1), given.Now, TheProposal, "meeting", given.Suspending(30))).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void The_time_to_appeal_begins_when_the_person_could_read_the_decision()
    {
        var given = InTheRoom();
        given = given.Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        Releasing.AppealBy(given.State, Rex).ShouldBeNull("it is not told yet");
        given = given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(69), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now.AddDays(2), Id(69)));
        Releasing.AppealBy(given.State, Rex).ShouldBe(Monday.AddDays(32));
    }

    [Fact]
    public void Who_comes_in_later_has_the_whole_time_to_appeal()
    {
        var given = Told().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given = given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(69), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(69)));
        Releasing.AppealBy(given.State, Rex).ShouldBeNull();

        given = given.After(FromRoom(given, "entered") with { At = Monday.AddDays(9) });
        Releasing.AppealBy(given.State, Rex).ShouldBe(Monday.AddDays(39));
        given.Events.OfType<CaseEvent.RoomItemReleased>().Single(r => r.Kind == "decision").Until.ShouldBe(Monday.AddDays(39));
    }

    [Fact]
    public void The_room_goes_along_with_the_case()
    {
        var given = InTheRoom();
        given = given.After(FromRoom(given, "response"), new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var accept = new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(51), Body(kind: "foundation"), [new CaseSubject(Rex, "gannet", Identification.Claimed)]);
        var there = CaseState.None.Apply(Transferring.Begin(given.State, accept));

        there.Accused.Rooms.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Id.ShouldBe(given.State.Accused.Rooms[0].Id), r => r.EnteredAt.ShouldBe(Monday), r => r.Entries.ShouldHaveSingleItem().Id.ShouldBe(Id(62)));
        given.After(accept).When(FromRoom(given, "response", Id(70))).Events.ShouldBeEmpty("the former owner hears nothing any more");
        CaseDecider.Decide(there, FromRoom(given, "response", Id(70))).Events.ShouldNotBeEmpty();
    }
}
