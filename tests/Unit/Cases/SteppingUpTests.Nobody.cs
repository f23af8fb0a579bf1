using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Where nobody is left: what was given down goes back, and what nobody anywhere can take waits for whoever gets a seat.</summary>
public sealed partial class SteppingUpTests
{
    [Fact]
    public void Where_nobody_is_left_and_nobody_stands_above_who_got_a_seat_since_is_asked()
    {
        var top = Body(3) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };
        var left = Enumerable.Range(1, 3).Aggregate(Opened(top), (g, n) => g.Answered(n, Conflict.Hard));
        var (successor, again, liaison) = (new HandlingSeat(Id(950), Id(951), "member", false, "elected", 1), left.State.Handling.Seats[0] with { Seat = Id(952) }, new HandlingSeat(Id(953), Id(954), "liaison", false, "elected", 1));
        SteppingUp.Due(left.State).ShouldHaveSingleItem().Kind.ShouldBe("nobodyLeft");
        left.When(new CaseCommand.CallSeats(Monday, [.. top.Seats, again, liaison])).Events.ShouldBeEmpty("who answered hard is not of it by another seat");

        var called = left.After(new CaseCommand.CallSeats(Monday, [.. top.Seats, again, liaison, successor]));

        called.Then<CaseEvent.SeatsCalled>().Seats.ShouldBe([successor]);
        called.Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Id(950));
        SteppingUp.Due(called.State).ShouldNotContain(d => d.Kind == "nobodyLeft");
        called.When(new CaseCommand.CallSeats(Monday, [successor])).Events.ShouldBeEmpty();
        Opened(top).Cleared(1).When(new CaseCommand.CallSeats(Monday, [successor])).Events.ShouldBeEmpty("a case keeps the seats of its receipt while one of them is there");
        Opened(Body(0) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null }).After(new CaseCommand.CallSeats(Monday, [successor])).Then<CaseEvent.ConflictRequested>().Seat.ShouldBe(Id(950));
    }

    [Fact]
    public void What_the_foundation_gave_down_goes_back_to_it_and_not_past_it_when_nobody_here_can()
    {
        var down = Opened() with { State = Opened().State with { CameFrom = Id(77), CameFromBody = "orrery" } };
        var given = Enumerable.Range(1, 5).Aggregate(down, (g, n) => g.Answered(n, Conflict.Hard));

        SteppingUp.Next(given.State)[0].ShouldBe("orrery");
        TransferTriggers.Of(given.State)[0].ShouldBe(("J3", "orrery"));
        SteppingUp.Above(Opened(Body(3, kind: "foundation", policy: Policy() with { Arbiter = "quadrant" })).State with { CameFromBody = "quadrant" }).ShouldBe(["meridian"], "who could not decide does not get it again");
    }
}
