using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

public sealed class SeatingTests
{
    private static GivenBody TwoSeats => Sextant().With("ira", chair: true).With("juno");

    [Fact]
    public void The_admin_alone_fills_a_body_that_has_fewer_than_two_seats()
    {
        Sextant().When(Fill(Admin, "ira")).Events.Single().ShouldBeOfType<BodyEvent.SeatFilled>();
        Sextant().With("ira").When(Fill(Admin, "juno")).Events.Single().ShouldBeOfType<BodyEvent.SeatFilled>();
        TwoSeats.When(Fill(Admin, "kai")).Events.Single().ShouldBeOfType<BodyEvent.SeatProposed>();
    }

    [Fact]
    public void Seats_that_do_not_decide_do_not_count_as_control() =>
        Sextant().With("nia", "liaison").With("ira").When(Fill(Admin, "juno")).Events.Single().ShouldBeOfType<BodyEvent.SeatFilled>();

    [Fact]
    public void A_chairs_proposal_waits_even_in_a_body_of_one() =>
        Sextant().With("ira", chair: true).When(Fill(As("ira", chair: true), "juno")).Events.Single().ShouldBeOfType<BodyEvent.SeatProposed>();

    [Theory]
    [InlineData("juno", "member")]
    [InlineData("admin", "admin")]
    public void Somebody_else_confirms_and_the_seat_is_filled(string who, string role)
    {
        var proposed = TwoSeats.After(TwoSeats.When(Fill(As("ira", chair: true), "kai")).Events);

        var events = proposed.When(new BodyCommand.ConfirmChange(As(who, role), Id("change kai"), Id("identity's"), Now.AddHours(1))).Events;

        events[0].ShouldBeOfType<BodyEvent.ChangeConfirmed>();
        var filled = events[1].ShouldBeOfType<BodyEvent.SeatFilled>();
        (filled.Seat, filled.Account, filled.At).ShouldBe((Id("kai"), Id("identity's"), Now.AddHours(1)));
    }

    [Fact]
    public void Nobody_confirms_the_own_proposal()
    {
        var proposed = TwoSeats.After(TwoSeats.When(Fill(As("ira", chair: true), "kai")).Events);

        var refusal = proposed.When(new BodyCommand.ConfirmChange(As("ira", chair: true), Id("change kai"), null, Now)).Refusal;

        (refusal?.Code, refusal?.Rule).ShouldBe(("secondSeatNeeded", "P8"));
    }

    [Fact]
    public void A_change_is_confirmed_or_rejected_once()
    {
        var proposed = TwoSeats.After(TwoSeats.When(Fill(As("ira", chair: true), "kai")).Events);
        var rejected = proposed.After(proposed.When(new BodyCommand.RejectChange(As("juno"), Id("change kai"))).Events);

        rejected.When(new BodyCommand.ConfirmChange(As("juno"), Id("change kai"), null, Now)).Refusal!.Hidden.ShouldBeTrue();
    }

    [Fact]
    public void The_employer_cap_counts_elected_seats_of_one_employer()
    {
        var body = Sextant().With("lou", employer: "Brightwater").With("mo", employer: " BRIGHTWATER ");

        body.When(Fill(As("lou"), "kai", employer: "Brightwater")).Refusal?.Rule.ShouldBe("R34");
        body.When(Fill(As("lou"), "kai", "alternate", "brightwater")).Refusal?.Rule.ShouldBe("R34");
        body.When(Fill(As("lou"), "kai", employer: "Copperline")).Refusal.ShouldBeNull();
        body.When(Fill(As("lou"), "kai", employer: "Brightwater", appointment: "appointed")).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_policy_sets_the_cap() =>
        Sextant(new PolicyTerms(EmployerCap: 1)).With("lou", employer: "Brightwater").When(Fill(Admin, "mo", employer: "Brightwater")).Refusal!.Code.ShouldBe("employerCap");

    [Fact]
    public void A_cap_reached_since_the_proposal_stops_the_confirmation()
    {
        var body = Sextant().With("ira", chair: true).With("lou", employer: "Brightwater");
        var proposed = body.After(body.When(Fill(As("ira", chair: true), "kai", employer: "Brightwater")).Events).With("mo", employer: "Brightwater");

        proposed.When(new BodyCommand.ConfirmChange(As("lou"), Id("change kai"), null, Now)).Refusal!.Rule.ShouldBe("R34");
    }

    [Fact]
    public void Nobody_sits_twice_in_a_body()
    {
        TwoSeats.When(Fill(Admin, "juno") with { Seat = Id("another") }).Refusal!.Code.ShouldBe("alreadySeated");
        TwoSeats.When(Fill(Admin, "juno", "alternate") with { Seat = Id("another") }).Refusal!.Code.ShouldBe("alreadySeated");
        TwoSeats.When(Fill(Admin, "juno", "moderator") with { Seat = Id("another") }).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_new_chair_relieves_the_old_one()
    {
        var body = Sextant().With("ira", chair: true);

        var after = body.After(body.When(Fill(Admin, "juno", chair: true)).Events).State;

        after.ActiveSeats(Now).Where(s => s.Terms.Chair).Select(s => s.Id).ShouldBe([Id("juno")]);
    }

    [Fact]
    public void A_new_seat_comes_last_in_its_role() =>
        TwoSeats.After(TwoSeats.When(Fill(Admin, "kai")).Events).State.Pending.Values.OfType<PendingChange.NewSeat>().Single().Terms.Order.ShouldBe(2);
}
