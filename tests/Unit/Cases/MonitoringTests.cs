using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R53: what was decided is looked at again after a week, two weeks, a month and three.</summary>
public sealed partial class MonitoringTests
{
    private static readonly DateTimeOffset Week = Monday.AddDays(7);

    [Fact]
    public void A_measure_that_is_carried_out_is_looked_at_four_times()
    {
        var given = Watched();

        Monitoring.Looks(given.State, Monday).Select(l => l.Due).ShouldBe([Week, Monday.AddDays(14), Monday.AddMonths(1), Monday.AddMonths(3)]);
        CaseWords.NextDue(given.State).ShouldBe(Week);
        Offered(given.State, Week.AddTicks(-1)).ShouldBeFalse();
        Offered(given.State, Week).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_looked_at_where_no_violation_was_found() =>
        Monitoring.Looks(Opened().Ready().Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed().State with { Stage = CaseStage.Monitoring }, Monday).ShouldBeEmpty();

    [Fact]
    public void It_is_looked_at_when_it_is_due_and_once()
    {
        var given = Watched();
        given.When(Look(given, 0, "kept", Week.AddTicks(-1))).ThenRefused("tooEarly");

        var after = given.After(Look(given, 0, "kept", Week));

        after.Then<CaseEvent.LookTaken>().Outcome.ShouldBe("kept");
        after.When(Look(given, 0, "kept", Week)).Events.ShouldBeEmpty("said once");
        after.When(Look(given, 0, "breached", Week)).ThenRefused("lookTaken");
        CaseWords.NextDue(after.State).ShouldBe(Monday.AddDays(14));
        given.When(Look(given, 0, "kept", Week) with { Seat = Id(99) }).ThenRefused("notOnPanel");
    }

    [Fact]
    public void A_later_look_stands_for_those_that_nobody_took()
    {
        var given = Watched();
        var after = given.After(Look(given, 2, "notSeen", Monday.AddMonths(2)));

        Monitoring.Looks(after.State, Monday.AddMonths(2)).Select(l => l.State).ShouldBe(["passed", "passed", "notSeen", "waiting"]);
    }

    [Fact]
    public void The_panel_of_a_closed_case_looks_too_and_after_a_breach_takes_it_up_again_by_its_own_act()
    {
        var given = Watched();
        given = given with { State = given.State with { Stage = CaseStage.Closed } };

        var after = given.After(Look(given, 0, "breached", Week));

        after.State.Stage.ShouldBe(CaseStage.Closed);
        Availability.Allowed(after.State, Seat(1), Week).ShouldContain("reopen");
        var reopened = after.After(new CaseCommand.Reopen(Seat(1), Week, "It was not kept."));
        Monitoring.Looks(reopened.State, Week).ShouldBeEmpty("it is decided anew");
    }

    [Fact]
    public void Nobody_watches_who_was_mistaken_or_whose_appeal_overturned_it()
    {
        var given = Watched();
        Monitoring.Looks(given.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account"), new CaseCommand.MarkMistaken(Seat(2), Monday, Rex, "another account")).State, Week).ShouldBeEmpty();

        var appeal = new Appeal(Id(80), "accused", Rex, null, [], "orrery", Monday) { Outcome = "overturn" };
        Monitoring.Looks(given.State with { Appeals = [appeal] }, Week).ShouldBeEmpty();
        Monitoring.Looks(given.State with { Appeals = [appeal with { Person = Tam }] }, Week).Count.ShouldBe(4, "somebody else's");
        Monitoring.Take(given.State with { Appeals = [appeal] }, Look(given, 0, "kept", Week)).Refusal.ShouldTell("lookGone");
    }

    [Fact]
    public void Seats_are_told_before_it_is_due_and_nobody_else_is()
    {
        var given = Watched();
        var (warning, breach) = (Waiting.WarningOf(given.State.Id, Monitoring.Command, Week), Waiting.BreachOf(given.State.Id, Monitoring.Command, Week));

        Waits(given, warning, 1).ShouldBeTrue();
        Waits(given with { State = given.State with { Stage = CaseStage.Closed } }, breach, 1).ShouldBeTrue();
        Waits(given.Answered(1, Conflict.Hard), warning, 1).ShouldBeFalse();
        Waits(given.After(Look(given, 0, "kept", Week)), breach, 1).ShouldBeFalse();
    }

    private static bool Waits(GivenCase given, Guid thing, int seat) => Waiting.Is(given.State, Waiting.Clock, thing, [new TicketSeat(Seat(seat), given.State.Body, "member", false)]);

    private static bool Offered(CaseState state, DateTimeOffset now) => Availability.Allowed(state, Seat(1), now).Contains(Monitoring.Command);

    private static CaseCommand.TakeLook Look(GivenCase given, int number, string outcome, DateTimeOffset at) => new(Seat(1), at, Monitoring.Looks(given.State, at)[number].Id, outcome, "seen in the channel");

    /// <summary>Decided, told, and carried out.</summary>
    private static GivenCase Watched()
    {
        var given = Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord();
        return given.After(new CaseCommand.FollowSanction(Monday, given.State.Sanctions[0].Id, "active", 0));
    }
}
