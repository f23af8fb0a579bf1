using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>For whom something in a case waits: exactly who may see it and could do something about it.</summary>
public sealed class WaitingTests
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
    public void What_is_over_waits_for_nobody() => For(new GivenCase(CaseState.None, Monday), Waiting.Approval, TheProposal).ShouldBeEmpty();

    private static GivenCase Ready() => Opened().Ready();

    private static int[] For(GivenCase given, string kind, Guid thing) =>
        [.. Enumerable.Range(1, 5).Where(n => Waiting.Is(given.State, kind, thing, [new TicketSeat(Seat(n), "sextant", "member", false)]))];
}
