using Coc.Liaison.Domain;
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

        var events = proposed.When(new BodyCommand.ConfirmChange(As(who, role), Id("change kai"), Now.AddHours(1))).Events;

        events[0].ShouldBeOfType<BodyEvent.ChangeConfirmed>();
        var filled = events[1].ShouldBeOfType<BodyEvent.SeatFilled>();
        (filled.Seat, filled.Account, filled.At).ShouldBe((Id("kai"), Id("account kai"), Now.AddHours(1)));
    }

    [Fact]
    public void Nobody_confirms_the_own_proposal()
    {
        var proposed = TwoSeats.After(TwoSeats.When(Fill(As("ira", chair: true), "kai")).Events);

        var refusal = proposed.When(new BodyCommand.ConfirmChange(As("ira", chair: true), Id("change kai"), Now)).Refusal;

        (refusal?.Code, refusal?.Rule).ShouldBe(("secondSeatNeeded", "P8"));
    }

    [Fact]
    public void A_change_is_confirmed_or_rejected_once()
    {
        var proposed = TwoSeats.After(TwoSeats.When(Fill(As("ira", chair: true), "kai")).Events);
        var rejected = proposed.After(proposed.When(new BodyCommand.RejectChange(As("juno"), Id("change kai"))).Events);

        rejected.When(new BodyCommand.ConfirmChange(As("juno"), Id("change kai"), Now)).Refusal!.Hidden.ShouldBeTrue();
    }

    [Fact]
    public void The_employer_cap_counts_elected_seats_of_one_employer()
    {
        var body = Sextant().With("lou", employer: "Brightwater").With("mo", employer: " BRIGHTWATER ");

        (body.When(Fill(As("lou"), "kai", employer: "Brightwater")).Refusal?.Rule).ShouldBe("R34");
        (body.When(Fill(As("lou"), "kai", "alternate", "brightwater")).Refusal?.Rule).ShouldBe("R34");
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

        proposed.When(new BodyCommand.ConfirmChange(As("lou"), Id("change kai"), Now)).Refusal!.Rule.ShouldBe("R34");
    }

    [Fact]
    public void Nobody_sits_twice_in_a_body()
    {
        TwoSeats.When(Fill(Admin, "juno") with { Seat = Id("another") }).Refusal!.Code.ShouldBe("alreadySeated");
        TwoSeats.When(Fill(Admin, "juno", "alternate") with { Seat = Id("another") }).Refusal!.Code.ShouldBe("alreadySeated");
        TwoSeats.When(Fill(Admin, "juno", "moderator") with { Seat = Id("another") }).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("two bodies", "seatInTwoBodies", "R34")]
    [InlineData("known here", "alreadySeated", null)]
    [InlineData("works for", "employerCap", "R34")]
    [InlineData("cap beyond", "employerCap", "R34")]
    [InlineData("nobody", "samePersonUnknown", "P1")]
    public void What_is_known_of_people_elsewhere_is_not_told_to_who_proposes_and_stays_on_record_when_the_second_seat_hears_it(string what, string code, string? rule)
    {
        var body = TwoSeats.With("lou", employer: "Brightwater").With("mo", employer: "Brightwater");
        var around = Elsewhere(what);
        var proposing = body.When(Fill(As("ira", chair: true), "kai") with { Around = around });
        proposing.Events.ShouldHaveSingleItem().ShouldBeOfType<BodyEvent.SeatProposed>();
        var proposed = body.After(proposing.Events);

        var confirmed = proposed.When(new BodyCommand.ConfirmChange(As("juno"), Id("change kai"), Now) { Around = around });

        (confirmed.Refusal?.Code, confirmed.Refusal?.Rule).ShouldBe((code, rule));
        confirmed.Events.ShouldBe([new BodyEvent.SeatRefused("sextant", Id("kai"), As("ira", chair: true), As("juno"), Now, code, rule, Id("change kai"))]);
        var after = proposed.After(confirmed.Events).State;
        after.Pending.ShouldBeEmpty("to be told again it has to be proposed again");
        (after.Seats.ContainsKey(Id("kai")), after.Refused.Count).ShouldBe((false, 1));
    }

    [Fact]
    public void Who_acts_alone_is_told_at_once_and_that_stays_on_record()
    {
        var told = Sextant().When(Fill(Admin, "kai") with { Around = Elsewhere("two bodies") });

        told.Refusal!.Code.ShouldBe("seatInTwoBodies");
        told.Events.ShouldBe([new BodyEvent.SeatRefused("sextant", Id("kai"), Admin, Admin, Now, "seatInTwoBodies", "R34", null)]);
    }

    [Fact]
    public void What_the_bodys_own_seats_say_is_told_to_who_proposes_and_is_no_attempt()
    {
        var told = TwoSeats.When(Fill(As("ira", chair: true), "juno") with { Seat = Id("another"), Around = Elsewhere("two bodies") });

        (told.Refusal!.Code, told.Events.Count).ShouldBe(("alreadySeated", 0));
    }

    [Fact]
    public void Ones_own_employer_is_judged_at_once_and_another_seats_when_it_is_confirmed()
    {
        var body = TwoSeats.With("lou", employer: "Brightwater").With("mo", employer: "Brightwater");
        var terms = body.State.Seats[Id("juno")].Terms with { Employer = Coc.EventStore.Sensitive.Of("Acme", "seat") };
        BodyCommand.AmendSeat Amend(Asker by) => new(by, Id("change"), Id("juno"), terms, Now) { Around = Elsewhere("cap beyond") };

        body.When(Amend(As("juno"))).ShouldSatisfyAllConditions(d => d.Refusal!.Code.ShouldBe("employerCap"), d => d.Events.Single().ShouldBeOfType<BodyEvent.SeatRefused>());
        body.When(Amend(As("ira", chair: true))).Events.Single().ShouldBeOfType<BodyEvent.AmendmentProposed>();
    }

    [Theory]
    [InlineData(4, 0, null)]
    [InlineData(5, 0, 24 * 60)]
    [InlineData(5, 23, 60)]
    [InlineData(5, 24, null)]
    [InlineData(7, 23, 60)]
    public void Who_was_told_so_five_times_in_a_day_waits(int times, int hoursAgo, int? minutes)
    {
        var told = Enumerable.Range(0, times).Select(n => new BodyEvent.SeatRefused("sextant", Id($"{n}"), Admin, As("juno"), Now.AddHours(-hoursAgo), "seatInTwoBodies", "R34", null)).ToList();

        RefusedSeats.Wait(told, Admin.Account, 5, Now).ShouldBe(minutes is { } m ? TimeSpan.FromMinutes(m) : null);
        RefusedSeats.Wait(told, As("juno").Account, 5, Now).ShouldBeNull("who heard it did not ask");
    }

    private static Surroundings Elsewhere(string what) => what switch
    {
        "two bodies" => Surroundings.None with { Elsewhere = ["astrolabe"] },
        "known here" => Surroundings.None with { Person = new HashSet<Guid> { Id("account lou") } },
        "works for" => Surroundings.None with { Employers = new Dictionary<Guid, string> { [Id("kai")] = "Brightwater" } },
        "cap beyond" => Surroundings.None with { CapsBeyond = ["astrolabe"] },
        _ => Surroundings.None with { UnknownPerson = true },
    };

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
