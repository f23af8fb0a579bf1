using Coc.Cases.Domain;
using Coc.Cases.Publishing;
using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.EventStore;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>For whom something in a case waits: exactly who may see it and could do something about it.</summary>
public sealed partial class WaitingTests
{
    [Fact]
    public void A_request_waits_for_its_seat_until_it_answers()
    {
        var given = Opened();
        var request = given.State.SeatOf(Seat(2))!.Request;

        For(given, Waiting.ConflictRequest, request).ShouldBe([2]);
        For(given.Answered(2, Conflict.None), Waiting.ConflictRequest, request).ShouldBeEmpty();
        For(given.Answered(2, Conflict.Hard), Waiting.ConflictRequest, request).ShouldBeEmpty();
    }

    [Fact]
    public void A_reminder_waits_for_the_reminded()
    {
        var given = Opened().Later(TimeSpan.FromHours(25)).After(new CaseCommand.RemindSeat(Monday.AddHours(25), Seat(3)));

        For(given, Waiting.ConflictRequest, Waiting.ReminderOf(given.State.Id, Seat(3))).ShouldBe([3]);
    }

    [Fact]
    public void Asked_again_it_waits_again_under_a_name_of_its_own()
    {
        var given = Opened().Cleared(1, 2).Answered(3, Conflict.Soft, "same company").After(new CaseCommand.AddSubject(Seat(1), Monday, Tam, "gannet", ["github:tam"], null, null));

        foreach (var seat in new[] { 2, 3 })
        {
            var again = Waiting.AgainOf(given.State.Id, Seat(seat), given.State.SeatOf(Seat(seat))!.AskedAt);
            again.ShouldNotBe(given.State.SeatOf(Seat(seat))!.Request);
            For(given, Waiting.ConflictRequest, again).ShouldBe([seat]);
            For(given.Answered(seat, Conflict.Soft, "x"), Waiting.ConflictRequest, again).ShouldBeEmpty();
        }
    }

    [Fact]
    public void What_comes_from_a_room_waits_for_those_who_decide_and_an_objection_never_for_whom_it_is_against()
    {
        var room = Coc.Platform.Ids.V5(Id(700), $"room:{Rex}");
        var given = Opened().Cleared(1, 2, 3).Triaged().After(
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null), new CaseCommand.HearFromAccused(Monday, room, Id(41), "response", null),
            new CaseCommand.HearFromAccused(Monday, room, Id(42), "objection", Seat(2)));

        For(given, Waiting.Answer, Id(41)).ShouldBe([1, 2, 3]);
        For(given, Waiting.Answer, Id(42)).ShouldBe([1, 3]);
        For(given, Waiting.Answer, Id(43)).ShouldBeEmpty();
        For(given.Answered(1, Conflict.Hard), Waiting.Answer, Id(41)).ShouldBe([2, 3]);
    }

    [Fact]
    public void Before_the_answer_nothing_of_the_case_waits_and_after_a_hard_one_nothing_ever_does()
    {
        var given = Opened().Cleared(1, 2).Answered(3, Conflict.Hard).Triaged().Heard().Proposed();

        For(given, Waiting.Approval, TheProposal).ShouldBe([1, 2]);
        For(given, Waiting.Clock, Waiting.BreachOf(given.State.Id, Clocks.Status, given.State.StatusDue)).ShouldBe([1, 2]);
        For(given.Answered(2, Conflict.Hard), Waiting.Approval, TheProposal).ShouldBe([1]);
    }

    [Fact]
    public void A_vote_waits_for_who_has_not_voted_until_the_proposal_is_closed()
    {
        var given = Ready().Proposed().Voted("yes", 1, 2, 3, 4);

        For(given, Waiting.Approval, TheProposal).ShouldBe([5]);
        For(given.MeetingClosed(1, 2, 3, 4), Waiting.Approval, TheProposal).ShouldBeEmpty();
    }

    [Fact]
    public void An_objection_to_a_vote_in_writing_waits_for_those_whose_votes_fall_until_it_is_on_the_table_again()
    {
        var given = Opened().Answered(5, Conflict.Hard).Cleared(1, 2, 3, 4).Triaged().Heard().Proposed(route: "written").Voted("yes", 1, 2).After(new CaseCommand.Object(Seat(3), Monday, TheProposal, "objection"));
        var thing = Waiting.ObjectionOf(TheProposal);

        For(given, Waiting.Approval, thing).ShouldBe([1, 2, 4], "not for who objected, nor for who is out of it");
        For(given.After(new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", FindingNothing)), Waiting.Approval, thing).ShouldBeEmpty();
        For(given.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")), Waiting.Approval, thing).ShouldBeEmpty("nobody decides here now");
        Things(given).ShouldBe([(Waiting.Approval, thing, Monday)]);
    }

    [Fact]
    public void Who_comes_late_to_a_decision_brings_a_warning_of_their_own()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().WithWord();
        given = given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(31))).Later(TimeSpan.FromDays(30));
        var due = given.Now.AddDays(7);

        var page = given.After(new CaseCommand.MakeAffectedCode(Seat(1), given.Now, Id(77), Report, false, "yes", false));

        Things(page).ShouldContain((Waiting.Clock, Waiting.WarningOf(page.State.Id, Clocks.Tell, due), due.AddDays(-1)));
        Things(page).ShouldContain((Waiting.Clock, Waiting.BreachOf(page.State.Id, Clocks.Tell, due), due));
        For(page, Waiting.Clock, Waiting.WarningOf(page.State.Id, Clocks.Tell, due)).ShouldBe([1, 2, 3, 4, 5]);
        For(page.WithWord(), Waiting.Clock, Waiting.WarningOf(page.State.Id, Clocks.Tell, due)).ShouldBeEmpty();
    }

    [Fact]
    public void A_draft_waits_for_the_others_and_is_done_with_one()
    {
        var given = Ready().After(new CaseCommand.Draft(Seat(1), Monday, Id(730), "reporter", null, Report, "text"));

        For(given, Waiting.Approval, Id(730)).ShouldBe([2, 3, 4, 5]);
        For(given.After(new CaseCommand.Approve(Seat(2), Monday, Id(730))), Waiting.Approval, Id(730)).ShouldBeEmpty();
    }

    [Fact]
    public void A_soft_answer_waits_for_the_clean_ones_who_have_not_judged_it()
    {
        var given = Opened().Cleared(1, 2).Answered(3, Conflict.Soft, "same company");
        var thing = Waiting.ConfirmationOf(given.State.SeatOf(Seat(3))!.Request);

        For(given, Waiting.Approval, thing).ShouldBe([1, 2]);
        For(given.After(new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(3), true, null, ["read"])), Waiting.Approval, thing).ShouldBe([2]);
    }

    [Fact]
    public void A_clock_waits_while_it_runs_and_as_it_runs()
    {
        var given = Opened().Cleared();
        var warning = Waiting.WarningOf(given.State.Id, Clocks.Acknowledge, given.State.AcknowledgeDue);
        var old = Waiting.WarningOf(given.State.Id, Clocks.Status, given.State.StatusDue);

        For(given, Waiting.Clock, warning).ShouldBe([1, 2, 3, 4, 5]);
        For(given.Triaged(), Waiting.Clock, warning).ShouldBeEmpty();
        For(given.Triaged().Later(TimeSpan.FromHours(1)).After(new CaseCommand.NoteStatus(Seat(1), Monday.AddHours(1), "investigating", null)), Waiting.Clock, old).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(72, 18)]
    [InlineData(2, 0.5)]
    [InlineData(240, 24)]
    [InlineData(-5, 0)]
    public void A_warning_comes_with_a_quarter_of_the_time_left_and_a_day_at_most(double hours, double before) =>
        Waiting.WarnAt(Monday, Monday.AddHours(hours)).ShouldBe(Monday.AddHours(hours - before));

    [Fact]
    public void A_second_is_awaited_to_say_who_somebody_is_or_was_not()
    {
        var given = Opened().Cleared().After(new CaseCommand.Identify(Seat(1), Monday, Rex, ["github:rex"], null, null, true));
        var said = Waiting.IdentificationOf(Rex, Seat(1), Monday);
        For(given, Waiting.Approval, said).ShouldBe([2, 3, 4, 5]);

        var confirmed = given.After(new CaseCommand.Identify(Seat(2), Monday, Rex, ["github:rex"], null, null, true));
        For(confirmed, Waiting.Approval, said).ShouldBeEmpty();
        var further = confirmed.Later(TimeSpan.FromHours(1)).After(new CaseCommand.Identify(Seat(3), Monday.AddHours(1), Rex, ["chat:rex"], null, null, true));
        For(further, Waiting.Approval, Waiting.IdentificationOf(Rex, Seat(3), Monday.AddHours(1))).ShouldBe([1, 2, 4, 5]);

        var doubted = confirmed.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account"));
        For(doubted, Waiting.Approval, Waiting.DoubtOf(Rex, Seat(1))).ShouldBe([2, 3, 4, 5]);
        For(doubted.After(new CaseCommand.MarkMistaken(Seat(2), Monday, Rex, "another account")), Waiting.Approval, Waiting.DoubtOf(Rex, Seat(1))).ShouldBeEmpty();
    }

    [Fact]
    public void An_unsealing_is_awaited_from_whom_it_can_be_the_second()
    {
        var given = Opened().Cleared().After(new CaseCommand.AskUnsealing(Seat(2), Monday, Id(60), Report, "law", "a law", [], "the police", false, Seat(3)));
        var holders = new Holders(new Dictionary<Guid, Guid> { [Report] = Seat(3) }, new HashSet<Guid>());

        For(given, Waiting.Approval, Id(60), holders).ShouldBe([3], "only who holds it");
        For(given, Waiting.Approval, Id(60)).ShouldBeEmpty("nobody is known to hold it");
        For(given.After(new CaseCommand.AgreeUnsealing(Seat(3), Monday, Id(60), Seat(3))), Waiting.Approval, Id(60), holders).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_missed_of_an_agreement_waits_to_be_looked_at()
    {
        var given = Opened().Ready().Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed();
        var agreement = given.State.Agreements[0];
        var missed = given.After(new CaseCommand.PassStepTime(Monday.AddDays(10), agreement.Steps[0].Id));

        For(missed, Waiting.Approval, Waiting.ReviewOf(agreement.Id, Monday.AddDays(10))).ShouldBe([1, 2, 3, 4, 5]);
        For(missed.After(new CaseCommand.ReviewAgreement(Seat(1), Monday.AddDays(11), agreement.Id, "goesOn", null)), Waiting.Approval, Waiting.ReviewOf(agreement.Id, Monday.AddDays(10))).ShouldBeEmpty();
    }

    [Fact]
    public void A_measure_nobody_looked_at_and_a_person_not_told_yet_have_their_clocks()
    {
        var until = Monday.AddDays(3);
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(70), Rex, "mute", [], until, "threats"),
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(71), Rex, "w", null, until, null, false, null));
        var (review, look) = (Waiting.WarningOf(given.State.Id, Waiting.MeasureReview, until), Waiting.BreachOf(given.State.Id, Waiting.AccusedNotice, until));

        For(given, Waiting.Clock, review).ShouldBe([2, 3, 4, 5], "who acted does not review");
        For(given, Waiting.Clock, look).ShouldBe([1, 2, 3, 4, 5]);
        For(given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(70), "confirm", null)), Waiting.Clock, review).ShouldBeEmpty();
        For(given.After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(72), Rex, "w", null, null, null, false, null)), Waiting.Clock, look).ShouldBeEmpty();
    }

    [Fact]
    public void A_summary_that_is_owed_has_its_clock()
    {
        var due = Monday.AddDays(3);
        var given = Opened().Cleared();
        given = given with { State = given.State with { Joint = new JointState(true, "orrery", Id(90)) { Mode = JointState.Alone, SummaryDue = due } } };

        For(given, Waiting.Clock, Waiting.WarningOf(given.State.Id, Waiting.Summary, due)).ShouldBe([1, 2, 3, 4, 5]);
        given = given with { State = given.State with { Joint = given.State.Joint! with { SummaryMetAt = Monday } } };
        For(given, Waiting.Clock, Waiting.WarningOf(given.State.Id, Waiting.Summary, due)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_over_waits_for_nobody() => For(new GivenCase(CaseState.None, Monday), Waiting.Approval, TheProposal).ShouldBeEmpty();

    private static GivenCase Ready() => Opened().Ready();

    private static int[] For(GivenCase given, string kind, Guid thing, Holders? holders = null) =>
        [.. Enumerable.Range(1, 5).Where(n => Waiting.Is(given.State, kind, thing, [new TicketSeat(Seat(n), "sextant", "member", false)], holders))];

    private static IEnumerable<(string, Guid, DateTimeOffset)> Things(GivenCase given) =>
        from e in given.Events
        from m in CasePublishing.Table.Translate(new StoredEvent(1, Id(1), new(given.State.Body, given.State.Id), 1, "", e, given.Now, new EventContext(given.Now, Id(1)), null), new Dictionary<Type, long>())
        where m.Message is SomethingWaits
        from t in ((SomethingWaits)m.Message).Things
        select (t.Kind, t.Thing, t.From);
}
