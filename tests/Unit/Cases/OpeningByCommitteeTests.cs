using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A case nobody reported (R6), and persons and accounts nobody named (R66, P22).</summary>
public sealed partial class OpeningByCommitteeTests
{
    private static readonly Guid Lark = Id(902);

    private static GivenCase ByCommittee(string kind = "foundation") => new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(4, kind: kind)));

    [Fact]
    public void Who_opens_it_is_on_the_panel_and_everybody_else_is_asked_when_it_is_about_somebody()
    {
        var given = ByCommittee();

        given.Then<CaseEvent.CaseOpenedByCommittee>().Summary.Value.ShouldBe("It goes on in the chat.");
        given.State.SeatOf(Seat(1))!.Clean.ShouldBeTrue();
        given.State.Panel.ShouldHaveSingleItem("nobody can say whether they have a tie to nobody");
        given.After(Add()).State.Panel.Where(p => p.Awaited).Select(p => p.Seat).ShouldBe([Seat(2), Seat(3), Seat(4)]);
        given.After(Add() with { Accounts = [], Name = null, Description = "whoever posts as the bot" }).State.Panel.Count(p => p.Awaited).ShouldBe(3);
        given.State.ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.Acknowledged), s => s.ReportIds.ShouldBeEmpty(), s => s.Risk.ShouldBeNull("that is triage's word"), s => s.AcknowledgedAt.ShouldBe(Monday));
        given.When(Moves.OpenByCommittee(Body(4, kind: "foundation"))).Events.ShouldBeEmpty();
        CaseDue.Of(given.State).ShouldNotContain(d => d.Kind == SteppingUp.NoFirstAnswer, "somebody has it in hand");
    }

    [Fact]
    public void Where_who_opened_it_is_there_no_more_the_others_are_asked_all_the_same()
    {
        ByCommittee().After(new CaseCommand.EndSeat(Monday, Seat(1))).State.Panel.Where(p => p.Awaited).Select(p => p.Seat).ShouldBe([Seat(2), Seat(3), Seat(4)]);
        ByCommittee().Answered(1, Conflict.Hard).State.Panel.Count(p => p.Awaited).ShouldBe(3);
    }

    [Fact]
    public void Who_does_not_decide_there_opens_nothing() =>
        new GivenCase(CaseState.None, Monday).When(new CaseCommand.OpenByCommittee(Seat(77), Monday, Id(700), Body(), "low", "x")).ThenRefused("notOnPanel");

    [Fact]
    public void It_goes_its_way_to_a_decision_about_somebody_found_out()
    {
        var given = ByCommittee("project").After(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null), Add());
        given.Then<CaseEvent.SubjectAdded>();
        given.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", Suspending(given))).ThenRefused("R40");
        given = given.Cleared(2, 3).After(new CaseCommand.Hear(Seat(1), Monday, Id(710), Lark, "no", false, null));

        given.Proposed(Suspending(given)).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>().Measures.ShouldHaveSingleItem().Person.ShouldBe(Lark);
    }

    [Fact]
    public void One_person_more_suspends_access_until_everybody_has_answered_for_that_one_too()
    {
        var given = Opened().Cleared().Triaged().After(Add());

        given.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(e => e.Seat).ShouldBe([Seat(2), Seat(3), Seat(4), Seat(5)]);
        given.State.SeatOf(Seat(2))!.ShouldSatisfyAllConditions(s => s.Sees.ShouldBeFalse(), s => s.Awaited.ShouldBeTrue(), s => s.Due.ShouldBeGreaterThan(Monday));
        given.State.SeatOf(Seat(1))!.Clean.ShouldBeTrue("who adds the person knows whom it is about");
        given.When(new CaseCommand.AddNote(Seat(2), Monday, Id(7), "n")).ThenRefused("notOnPanel");
        given.Answered(2, Conflict.None).State.SeatOf(Seat(2))!.Sees.ShouldBeTrue();
        given.Answered(3, Conflict.Hard).State.SeatOf(Seat(3))!.Sees.ShouldBeFalse();
    }

    [Fact]
    public void A_soft_seat_is_judged_again()
    {
        var given = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft, "same company");
        given = given.After([.. new[] { 1, 2 }.Select(n => new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(4), true, null, ["reading"]))]);
        given.State.SeatOf(Seat(4))!.Sees.ShouldBeTrue();

        given.After(Add()).State.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(s => s.Sees.ShouldBeFalse(), s => s.Conflict.ShouldBe(Conflict.Soft));
    }

    [Fact]
    public void A_seat_that_is_the_person_leaves_without_a_word_and_is_not_asked()
    {
        var given = Opened().Cleared().Triaged().After(Add() with { SetAside = [Seat(3)] });

        given.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(3));
        given.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(e => e.Seat).ShouldBe([Seat(2), Seat(4), Seat(5)]);
        given.State.SeatOf(Seat(3))!.ShouldSatisfyAllConditions(s => s.Sees.ShouldBeFalse(), s => s.Awaited.ShouldBeFalse());
    }

    [Fact]
    public void Whom_it_is_about_is_known_before_anybody_is_asked()
    {
        var given = new GivenCase(CaseState.None, Monday).After(((CaseCommand.OpenByCommittee)Moves.OpenByCommittee(Body(4))) with { About = Add() });

        given.State.Subjects.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Person.ShouldBe(Lark), s => s.Added.ShouldBeTrue());
        given.ThenNot<CaseEvent.ConflictAskedAgain>();
        given.Events.ToList().FindIndex(e => e is CaseEvent.SubjectAdded).ShouldBeLessThan(given.Events.ToList().FindIndex(e => e is CaseEvent.ConflictRequested));
    }

    [Fact]
    public void The_next_owner_answers_for_a_person_found_out_too()
    {
        var given = Opened().Cleared().Triaged().After(Add()).Cleared(2, 3, 4, 5)
            .After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromHours(48));
        CaseSubject[] subjects = [new(Rex, "wren", Identification.Claimed), new(Lark, "crane", Identification.Confirmed)];

        var there = CaseState.None.Apply(Transferring.Begin(given.State, new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(702), Body(5, kind: "foundation"), subjects)));

        OpeningByCommittee.SaidToBe(there).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Accounts.ShouldBe(["github:lark"]), p => p.Name.ShouldBe("Lark"));
        there.SubjectOf(Lark)!.ShouldSatisfyAllConditions(s => s.Identification.ShouldBe(Identification.Confirmed), s => s.CodeName.ShouldBe("crane"));
        there.Subjects.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("summary")]
    public void What_seats_said_about_who_somebody_is_is_known_to_the_next_owner_and_confirms_nobody_there(string share)
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]).Cleared().Triaged()
            .After(new CaseCommand.Identify(Seat(1), Monday, Rex, ["chat:rex"], "Rex Quill", null, false));
        OpeningByCommittee.SaidToBe(given.State).ShouldHaveSingleItem().Accounts.ShouldBe(["chat:rex"]);
        given = given.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, share)).Later(TimeSpan.FromHours(48));

        var there = CaseState.None.Apply(Transferring.Begin(
            given.State, new CaseCommand.AcceptTransfer(given.Now, Id(50), Id(702), Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)])));

        OpeningByCommittee.SaidToBe(there).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Accounts.ShouldBe(["chat:rex"]), p => p.Name.ShouldBe("Rex Quill"));
        there.SubjectOf(Rex)!.ShouldSatisfyAllConditions(s => s.Identification.ShouldBe(Identification.Claimed), s => s.CodeName.ShouldBe("wren"), s => s.ClaimedBy.ShouldBeEmpty());
        var confirming = new GivenCase(there, given.Now).Cleared().After(new CaseCommand.Identify(Seat(1), given.Now, Rex, ["chat:rex"], null, null, true));
        confirming.ThenNot<CaseEvent.SubjectConfirmed>();
    }

    [Fact]
    public void Asked_again_a_soft_seat_answers_anew_before_anybody_confirms_it()
    {
        var soft = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After(Judge(1));
        var given = soft.After(Add()).Cleared(2, 3, 5);
        given.When(Judge(2)).ThenRefused("nothingToConfirm");

        given = given.Answered(4, Conflict.Soft, "same company");

        given.State.SeatOf(Seat(4))!.Conflict.ShouldBe(Conflict.Soft, "said again it is no second tie");
        given = given.After(Judge(2));
        given.ThenNot<CaseEvent.SoftConflictConfirmed>();
        given.After(Judge(1), Judge(3)).Then<CaseEvent.SoftConflictConfirmed>();
        soft.After(Add()).Answered(4, Conflict.Soft, "same company", "my cousin").State.SeatOf(Seat(4))!.Conflict.ShouldBe(Conflict.Hard);
        soft.After(Add()).When(new CaseCommand.AnswerConflict(Seat(4), Monday, Conflict.None, [], null)).ThenRefused("neverLower");
    }

    [Fact]
    public void What_was_stated_of_one_person_and_what_is_stated_of_one_found_out_later_are_two_soft_ties_and_so_a_hard_one()
    {
        var soft = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After(Add());

        soft.Answered(4, Conflict.Soft, "my cousin").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);
        soft.Answered(4, Conflict.Soft).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft, "said again without a name it is no second tie");
        soft.State.SeatOf(Seat(4))!.SoftAreas.ShouldBe(["same company"]);
    }

    [Fact]
    public void A_soft_tie_declared_to_whom_is_found_out_later_counts_beside_what_was_stated_before_and_cuts_off_at_once()
    {
        var given = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").After([.. new[] { 1, 2, 3 }.Select(n => new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(4), true, null, ["read"]))]);
        given.State.SeatOf(Seat(4))!.Sees.ShouldBeTrue();

        var after = given.After(Add() with { Soft = [Seat(3), Seat(4)] });

        after.Then<CaseEvent.SeatLeft>().Seat.ShouldBe(Seat(4));
        CaseWallTests.Sees(after, 4).ShouldBeFalse();
        after.When(new CaseCommand.AnswerConflict(Seat(4), Monday, Conflict.Soft, ["same company"], null)).State.SeatOf(Seat(4))!.Sees.ShouldBeFalse();
        after.Answered(3, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft, "what was declared beforehand holds");
        after.Answered(2, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.None);
    }

    [Fact]
    public void Who_adds_somebody_to_whom_they_declared_a_soft_tie_answers_again_too()
    {
        var given = Opened().Cleared().Triaged().After(Add() with { Soft = [Seat(1)] });

        CaseWallTests.Sees(given, 1).ShouldBeFalse();
        given.Answered(1, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void Who_is_called_later_has_the_tie_that_was_seen_before()
    {
        var given = Opened(Body(5, alternates: 1)).Cleared().Triaged().After(Add() with { Soft = [Seat(101)] });
        given.Then<CaseEvent.SubjectAdded>().Tied.ShouldBe([Seat(101)]);

        var called = given.Answered(2, Conflict.Hard);
        called.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(101));
        called.Answered(101, Conflict.None).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void Who_opens_a_case_about_somebody_to_whom_they_declared_a_soft_tie_does_not_see_it_and_the_others_are_asked()
    {
        var body = Body(4) with { Seats = [.. Body(4).Seats.Select(s => s.Seat == Seat(1) ? s with { SoftTie = true } : s)] };

        var given = new GivenCase(CaseState.None, Monday).After(((CaseCommand.OpenByCommittee)Moves.OpenByCommittee(body)) with { About = Add() });

        given.State.SeatOf(Seat(1))!.ShouldSatisfyAllConditions(s => s.Conflict.ShouldBe(Conflict.Soft), s => s.Sees.ShouldBeFalse());
        given.State.Panel.Where(p => p.Awaited).Select(p => p.Seat).ShouldBe([Seat(2), Seat(3), Seat(4)]);
    }

    [Fact]
    public void Asked_again_in_the_words_of_before_nothing_of_the_old_answer_counted_on()
    {
        var state = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company").State.Apply([new CaseEvent.ConflictAskedAgain(Seat(4), Monday.AddDays(1), Monday)]);

        state.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(s => s.SoftConflicts.ShouldBe(0), s => s.SoftAreas.ShouldBeEmpty());
    }

    [Fact]
    public void Who_had_voted_and_was_too_slow_to_answer_again_comes_back()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 2).After(Add());
        given = given.Later(TimeSpan.FromHours(49)).After(new CaseCommand.GiveUpOnSeat(Monday.AddHours(49), Seat(2)));
        given.Then<CaseEvent.SeatUnavailable>();

        given.Answered(2, Conflict.None).State.SeatOf(Seat(2))!.MayDecide.ShouldBeTrue();
    }

    private static CaseCommand.JudgeConflict Judge(int seat) => new(Seat(seat), Monday, Seat(4), true, null, ["reading"]);

    [Fact]
    public void What_is_about_nobody_can_be_ended_by_who_opened_it_and_taken_up_again()
    {
        var given = new GivenCase(CaseState.None, Monday).After(Moves.OpenByCommittee(Body(4, kind: "foundation")));
        Availability.Allowed(given.State, Seat(1), Monday).ShouldContain("close");

        var closed = given.After(new CaseCommand.Close(Seat(1), Monday, "It was nothing."));
        closed.State.Stage.ShouldBe(CaseStage.Closed);
        closed.After(new CaseCommand.Reopen(Seat(1), Monday, "It was something.")).State.Stage.ShouldBe(CaseStage.Investigating);

        given.After(new CaseCommand.AddSubject(Seat(1), Monday, Tam, "gannet", ["github:tam"], null, null)).When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("notDecided");
    }

    [Fact]
    public void Who_is_known_already_is_not_added_twice_and_nobody_is_added_to_what_is_decided()
    {
        Opened().Cleared(1, 2).After(new CaseCommand.AddSubject(Seat(1), Monday, Rex, "heron", ["github:rex-2"], null, null)).ThenNot<CaseEvent.SubjectAdded>();
        Opened().Ready().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().When(Add()).ThenRefused("alreadyDecided");
        Opened().Cleared(1).After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "no")).When(new CaseCommand.AddSubject(Seat(1), Monday, Rex, "heron", ["github:rex"], null, null)).ThenRefused("mistaken");
    }

    [Fact]
    public void Two_seats_agree_on_the_accounts_of_a_person()
    {
        var given = Opened().Cleared().After(Say(1, "github:rex", "chat:rex"), Say(2, "github:rex", "list:rex"));

        given.Then<CaseEvent.SubjectConfirmed>();
        given.State.Subjects[0].Accounts.ShouldBe(["github:rex", "chat:rex"], ignoreOrder: true, "what only the second seat names is one word");
    }

    [Fact]
    public void A_further_account_of_a_confirmed_person_takes_two_words_too()
    {
        var given = Opened().Cleared().After(Say(1, "github:rex"), Say(2));
        given = given.After(Say(3, "chat:rex"));
        given.ThenNot<CaseEvent.SubjectConfirmed>();
        given.When(Say(3, "chat:rex")).Events.ShouldBeEmpty();
        given.State.Subjects[0].Accounts.ShouldBe(["github:rex"]);

        given = given.After(Say(4, "chat:rex"));

        given.Then<CaseEvent.SubjectConfirmed>().Cause.ShouldBe("account");
        given.State.Subjects[0].Accounts.ShouldBe(["github:rex", "chat:rex"]);
        given.When(Say(5, "chat:rex")).Events.ShouldBeEmpty();
    }

    private static CaseCommand.AddSubject Add() => new(Seat(1), Monday, Lark, "lark", ["github:lark"], "Lark", null);

    private static CaseCommand.Identify Say(int seat, params string[] accounts) => new(Seat(seat), Monday, Rex, accounts, null, null, true);

    private static DecisionContent Suspending(GivenCase given) => given.Suspending(30, Lark);
}
