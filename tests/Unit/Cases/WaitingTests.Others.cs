using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What one person did waits for another; what somebody outside said waits for those who decide.</summary>
public sealed partial class WaitingTests
{
    [Fact]
    public void Each_step_of_the_ladder_waits_for_who_has_not_answered_and_none_that_was_not_reached()
    {
        var given = Opened(urgency: "urgent").Later(TimeSpan.FromMinutes(30));
        given = given.After(new CaseCommand.ClimbLadder(given.Now));
        var (first, second) = (Waiting.RungOf(given.State.Id, 1, Seat(3)), Waiting.RungOf(given.State.Id, 2, Seat(3)));

        For(given, Waiting.ConflictRequest, first).ShouldBe([3]);
        For(given, Waiting.ConflictRequest, second).ShouldBeEmpty("so far it has not come");
        For(given.Answered(3, Conflict.None), Waiting.ConflictRequest, first).ShouldBeEmpty();
        first.ShouldNotBe(second);
        first.ShouldNotBe(Waiting.RungOf(given.State.Id, 1, Seat(4)));
    }

    [Fact]
    public void A_new_code_for_a_reporter_waits_for_a_second_seat()
    {
        var asked = Opened().Cleared().After(new CaseCommand.AskRenewal(Seat(2), Monday, Id(60), Report, new(true, true)));

        For(asked, Waiting.Approval, Id(60)).ShouldBe([1, 3, 4, 5]);
        For(asked, Waiting.Approval, Id(61)).ShouldBeEmpty();
        For(asked.Answered(3, Conflict.Hard), Waiting.Approval, Id(60)).ShouldBe([1, 4, 5]);
        For(asked.After(new CaseCommand.AgreeRenewal(Seat(1), Monday, Id(60), new(true, true))), Waiting.Approval, Id(60)).ShouldBeEmpty();
    }

    [Fact]
    public void A_measure_somebody_took_alone_waits_for_another_person()
    {
        var given = Opened().Cleared().Triaged().After(
            new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(70), Rex, "mute", [], Monday.AddDays(3), "threats"),
            new CaseCommand.NoteEmergency(Monday, Id(71), Report, Rex, "mute", [], Monday.AddHours(9), true, By: Id(99), ByAccount: Id(504), Monday));

        For(given, Waiting.Approval, Id(70)).ShouldBe([2, 3, 4, 5]);
        For(given, Waiting.Approval, Id(71)).ShouldBe([1, 2, 3, 5], "the fourth seat is held by whoever acted from another seat");
        For(given, Waiting.Approval, Id(72)).ShouldBeEmpty();
        For(given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(70), "confirm", null)), Waiting.Approval, Id(70)).ShouldBeEmpty();
    }

    [Fact]
    public void What_reporters_say_waits_for_those_who_decide()
    {
        var given = Opened().Cleared(1, 2, 3).Triaged().Heard().After(
            new CaseCommand.RequestComments(Seat(1), Monday, Id(60), [new(Report, Id(61))], Monday.AddDays(5), "We would ask him to stay away."), new CaseCommand.Approve(Seat(2), Monday, Id(61)),
            new CaseCommand.HearComment(Monday, Id(60), Report, Id(62)),
            new CaseCommand.HearFromReporter(Monday, Report, Id(63), "checkIn", "other"), new CaseCommand.HearFromReporter(Monday, Report, Id(64), "checkIn", "fine"));

        For(given, Waiting.Answer, Id(62)).ShouldBe([1, 2, 3]);
        For(given, Waiting.Answer, Id(63)).ShouldBe([1, 2, 3]);
        For(given, Waiting.Answer, Id(64)).ShouldBeEmpty("somebody is fine");
        For(given, Waiting.Approval, Id(63)).ShouldBeEmpty();
    }

    [Fact]
    public void A_question_waits_for_the_counsel_who_was_asked_until_it_is_answered()
    {
        var given = Opened(Body(kind: "foundation")).Ready();
        given = given.Proposed(given.Suspending(84)).After(new CaseCommand.AskCounsel(Seat(1), given.Now, Id(30), TheProposal, "May we?", []));
        var (counsel, elsewhere, member) = (Held("counsel", "meridian"), Held("counsel", "orrery"), Held("member", "meridian"));

        Waits(given, counsel).ShouldBeTrue();
        Waits(given, elsewhere).ShouldBeFalse();
        Waits(given, member).ShouldBeFalse();
        Waits(given, member, counsel).ShouldBeTrue("by one of the seats somebody holds");
        Waiting.Is(given.State, Waiting.Approval, Id(31), [counsel]).ShouldBeFalse();
        Waits(given.After(new CaseCommand.AnswerAsCounsel(Id(400), given.Now, Id(30), "noExposure", null)), counsel).ShouldBeFalse();

        static TicketSeat Held(string role, string body) => new(Id(400), body, role, false);
        static bool Waits(GivenCase given, params TicketSeat[] held) => Waiting.Is(given.State, Waiting.Approval, Id(30), held);
    }

    [Fact]
    public void When_a_case_is_over_no_request_and_no_kind_that_nobody_knows_waits()
    {
        var given = Opened().Cleared(1, 2);
        var request = given.State.SeatOf(Seat(3))!.Request;
        For(given, "somethingElse", request).ShouldBeEmpty();
        For(given, Waiting.ConflictRequest, request).ShouldBe([3]);

        For(given with { State = given.State with { Stage = CaseStage.Closed } }, Waiting.ConflictRequest, request).ShouldBeEmpty();
    }
}
