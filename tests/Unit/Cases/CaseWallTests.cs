using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class CaseWallTests
{
    internal static bool Sees(GivenCase given, int seat, string? body = null, string role = "member") =>
        CaseWall.Exists(given.State, [new TicketSeat(Seat(seat), body ?? given.State.Body, role, false)]) is not null;

    [Fact]
    public void Only_who_answered_none_sees_it()
    {
        var given = Opened().Cleared(1).Answered(2, Conflict.Hard).Answered(3, Conflict.Soft);

        Sees(given, 1).ShouldBeTrue();
        Sees(given, 2).ShouldBeFalse();
        Sees(given, 3).ShouldBeFalse();
        Sees(given, 4).ShouldBeFalse();
        Sees(given, 99).ShouldBeFalse();
    }

    [Fact]
    public void A_seat_of_another_body_or_role_does_not()
    {
        var given = Opened().Cleared(1);
        Sees(given, 1, body: "astrolabe").ShouldBeFalse();
        Sees(given, 1, role: "admin").ShouldBeFalse();
        CaseWall.Exists(given.State, []).ShouldBeNull();
        CaseWall.Exists(CaseState.None, [new TicketSeat(Seat(1), "sextant", "member", false)]).ShouldBeNull();
    }

    [Fact]
    public void Two_seats_of_one_person_are_one_person()
    {
        var given = Opened().Cleared(1).Answered(2, Conflict.Hard);
        CaseWall.Exists(given.State, [new(Seat(1), "sextant", "member", false), new(Seat(2), "sextant", "member", false)]).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)] // hard
    [InlineData(3, true)] // excluded since
    [InlineData(4, false)] // not answered yet
    [InlineData(99, true)] // set aside without a trace, or came later
    public void Who_audits_the_body_has_no_second_way_to_what_is_not_there_for_them(int seat, bool barred)
    {
        var given = Opened().Cleared(1).Answered(2, Conflict.Hard).After(new CaseCommand.EndSeat(Monday, Seat(3)));
        TicketSeat[] held = [new(Id(300), "sextant", "auditor", false), new(Seat(seat), "sextant", "member", false)];

        CaseWall.IsBarred(given.State, held).ShouldBe(barred);
        CaseWall.IsBarred(given.State, [held[0], held[1] with { Body = "astrolabe" }]).ShouldBe(seat == 3, "that seat is of another body");
        CaseWall.IsBarred(given.State, [held[0]]).ShouldBeFalse("who only audits");
    }

    [Fact]
    public void The_acting_chair_is_the_next_unconflicted_in_order()
    {
        Opened().Cleared().State.ActingChair!.Seat.ShouldBe(Seat(1));
        Opened().Answered(1, Conflict.Hard).Cleared(3, 2).State.ActingChair!.Seat.ShouldBe(Seat(2));
    }
}
