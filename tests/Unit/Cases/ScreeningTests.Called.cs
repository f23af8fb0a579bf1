using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class ScreeningTests
{
    private static HandlingBody WithAlternates(params (int Number, string Appointment)[] alternates) => Body(5, appointed: 1) is var body
        ? body with { Seats = [.. body.Seats, .. alternates.Select(a => new HandlingSeat(Seat(a.Number), Id(a.Number + 500), "alternate", false, a.Appointment, a.Number))] }
        : throw new InvalidOperationException();

    [Fact]
    public void For_a_seat_that_was_appointed_an_alternate_who_was_appointed_is_called_and_for_an_elected_one_who_was_elected()
    {
        var given = Opened(WithAlternates((101, "elected"), (102, "appointed"))).Cleared(1, 2, 3, 4, 5);

        given.Answered(5, Conflict.Hard).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(102));
        given.Answered(4, Conflict.Hard).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(101));
    }

    [Fact]
    public void Who_has_left_is_called_no_more_and_nobody_is_called_twice()
    {
        var given = Opened(WithAlternates((101, "elected"), (102, "elected"), (103, "elected"))).Cleared(1, 2, 3, 4, 5).After(new CaseCommand.EndSeat(Monday, Seat(101)));

        given = given.Answered(4, Conflict.Hard);
        given.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(102));
        given.Answered(3, Conflict.Hard).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(103));
    }

    [Fact]
    public void Below_the_minimum_any_alternate_is_called_once()
    {
        var given = Opened(WithAlternates((101, "elected"), (102, "appointed"))).Cleared(1, 2, 5).Answered(3, Conflict.Hard);
        given.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Seat(101));

        given = given.Answered(4, Conflict.Hard).Answered(101, Conflict.Hard);

        given.State.Panel.Count(p => p.Seat == Seat(102)).ShouldBeLessThanOrEqualTo(1);
        given.Answered(2, Conflict.Hard).State.Panel.ShouldContain(p => p.Seat == Seat(102), "two are fewer than three");
    }

    [Fact]
    public void Of_a_case_that_has_gone_nobody_leaves_and_of_none_neither()
    {
        var gone = Opened().State with { Gone = new Departure(Id(64), "orrery", Id(70), Monday) };

        CaseDecider.Decide(gone, new CaseCommand.EndSeat(Monday, Seat(1))).Events.ShouldBeEmpty("the next owner has its own seats");
        CaseDecider.Decide(CaseState.None, new CaseCommand.EndSeat(Monday, Seat(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_overseen_by_whom_it_is_about_is_out_before_anybody_is_asked_and_nobody_else_is()
    {
        var body = Body(4);
        var given = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(3) ? s with { Overseen = true } : s)] });

        given.Then<CaseEvent.SeatOverseen>().Seat.ShouldBe(Seat(3));
        given.Events.OfType<CaseEvent.ConflictRequested>().Select(r => r.Seat).ShouldBe([Seat(1), Seat(2), Seat(4)]);
        given.Cleared(1, 2, 4).Triaged().ThenNot<CaseEvent.SeatOverseen>();
    }

    [Fact]
    public void Whoever_says_no_word_for_it_confirms_nothing()
    {
        var given = Opened().Cleared(1, 2, 3, 5).Answered(4, Conflict.Soft, "same company");

        given = given.After([.. new[] { 1, 2, 3 }.Select(n => new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(4), false, null, ["read"]))]);

        given.State.SeatOf(Seat(4))!.ShouldSatisfyAllConditions(s => s.Confirmed.ShouldBeFalse(), s => s.Sees.ShouldBeFalse());
    }

    [Fact]
    public void Projects_a_report_concerns_beside_those_of_its_spaces_are_named_at_once()
    {
        var opened = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", ["sextant"], null, Body(kind: "foundation"), [new CaseSubject(Rex, "heron", Identification.Claimed)], "J2", "severalProjects") { Concerning = ["sextant", "astrolabe"] });

        opened.Then<CaseEvent.ProjectNamed>().ShouldSatisfyAllConditions(p => p.Project.ShouldBe("astrolabe"), p => p.By.ShouldBe(Guid.Empty));
    }
}
