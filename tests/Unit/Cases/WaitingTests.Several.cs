using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Several things, and several seats of one person.</summary>
public sealed partial class WaitingTests
{
    [Fact]
    public void It_waits_for_a_person_whatever_other_seats_they_hold()
    {
        var given = Opened();
        TicketSeat[] held = [new(Id(999), "orrery", "member", false), new(Seat(2), "sextant", "member", false), new(Seat(3), "sextant", "member", false)];

        Waiting.Is(given.State, Waiting.ConflictRequest, given.State.SeatOf(Seat(2))!.Request, held).ShouldBeTrue();
        Waiting.Is(given.State, Waiting.ConflictRequest, given.State.SeatOf(Seat(4))!.Request, held).ShouldBeFalse();
    }

    [Fact]
    public void Everything_that_waits_has_a_name_of_its_own() => new[]
    {
        Waiting.DoubtOf(Rex, Seat(1)), Waiting.DoubtOf(Rex, Seat(2)), Waiting.ReviewOf(Rex, Monday), Waiting.ReviewOf(Rex, Monday.AddDays(1)), Waiting.ConfirmationOf(Rex), Waiting.ObjectionOf(Rex),
        Waiting.IdentificationOf(Rex, Seat(1), Monday), Waiting.IdentificationOf(Rex, Seat(2), Monday), Waiting.IdentificationOf(Rex, Seat(1), Monday.AddDays(1)),
        Waiting.WarningOf(Rex, Waiting.ClockOf(Id(44)), Monday), Waiting.WarningOf(Rex, Waiting.ClockOf(Id(45)), Monday), Waiting.BreachOf(Rex, Waiting.ClockOf(Id(44)), Monday),
    }.ShouldBeUnique();

    [Fact]
    public void Of_several_letters_from_a_room_each_waits()
    {
        var room = TellingAccused.NewRoom(Id(700), Rex);
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.NoticeAccused(Seat(1), Monday, Id(40), Rex, "w", null, null, null, false, null), new CaseCommand.HearFromAccused(Monday, room, Id(41), "response", null), new CaseCommand.HearFromAccused(Monday, room, Id(42), "response", null));

        For(given, Waiting.Answer, Id(41)).ShouldBe([1, 2, 3, 4, 5]);
        For(given, Waiting.Answer, Id(42)).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void What_is_over_has_no_clock_but_what_is_owed_all_the_same()
    {
        var given = Opened().Cleared().After(new CaseCommand.NoteRetention(Seat(1), Monday, Id(60), "the chat", Monday.AddDays(5)), new CaseCommand.HearDataRequest(Monday, Id(44), Report, "copy", Monday));
        var (retention, request) = (Waiting.WarningOf(given.State.Id, Retaining.Noting, Monday.AddDays(5)), Waiting.WarningOf(given.State.Id, Waiting.ClockOf(Id(44)), given.State.DataRequests[0].Due));
        (For(given, Waiting.Clock, retention).Length, For(given, Waiting.Clock, request).Length).ShouldBe((5, 5));

        var closed = given with { State = given.State with { Stage = CaseStage.Closed } };

        (For(closed, Waiting.Clock, retention).Length, For(closed, Waiting.Clock, request).Length).ShouldBe((0, 5));
    }

    [Fact]
    public void What_is_for_those_who_decide_has_no_clock_for_an_events_staff()
    {
        var given = new GivenCase(CaseState.None, Monday).After(Moves.OpenJointly()).Cleared().Triaged().After(
            new CaseCommand.HearDataRequest(Monday, Id(44), Report, "copy", Monday), new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(45), Rex, "mute", [], Monday.AddDays(3), "threats"));
        TicketSeat staff = new(Moves.Staff, "meridian", PanelSeat.EventStaff, false), member = new(Seat(2), "meridian", "member", false);

        foreach (var clock in new[] { Waiting.WarningOf(given.State.Id, Waiting.ClockOf(Id(44)), given.State.DataRequests[0].Due), Waiting.WarningOf(given.State.Id, Waiting.MeasureReview, Monday.AddDays(3)) })
        {
            Waiting.Is(given.State, Waiting.Clock, clock, [member]).ShouldBeTrue();
            Waiting.Is(given.State, Waiting.Clock, clock, [staff]).ShouldBeFalse();
        }

        Waiting.Is(given.State, Waiting.Clock, Waiting.WarningOf(given.State.Id, Clocks.Status, given.State.StatusDue), [staff]).ShouldBeTrue("what they work on has");
    }

    [Fact]
    public void A_vote_on_what_another_body_decides_by_now_waits_for_nobody_and_an_objection_is_that_objection()
    {
        var voting = Ready().Proposed();
        For(voting, Waiting.Approval, TheProposal).ShouldBe([1, 2, 3, 4, 5]);
        For(voting.After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)), Waiting.Approval, TheProposal).ShouldBeEmpty();

        var objected = Ready().Proposed(route: "written").After(new CaseCommand.Object(Seat(3), Monday, TheProposal, "objection"));
        For(objected, Waiting.Approval, Waiting.ObjectionOf(TheProposal)).ShouldBe([1, 2, 4, 5]);
        For(objected, Waiting.Approval, Id(4711)).ShouldBeEmpty();
        For(objected, Waiting.Approval, Waiting.ObjectionOf(Id(4711))).ShouldBeEmpty();
    }

    [Fact]
    public void Who_said_in_the_same_moment_who_somebody_is_is_not_asked_about_that()
    {
        CaseCommand.Identify Says(int seat, string account) => new(Seat(seat), Monday, Rex, [account], null, null, false);
        var given = Opened().Cleared().After(Says(1, "chat:rex"), Says(2, "list:rex"));

        For(given, Waiting.Approval, Waiting.IdentificationOf(Rex, Seat(1), Monday)).ShouldBe([3, 4, 5]);
    }
}
