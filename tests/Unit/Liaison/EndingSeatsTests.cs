using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using static Coc.Unit.Liaison.GivenBody;

namespace Coc.Unit.Liaison;

public sealed class EndingSeatsTests
{
    private static GivenBody Body => Sextant().With("ira", chair: true).With("juno").With("kai").With("gus", "liaison");

    [Fact]
    public void One_leaves_alone() => Body.When(End(As("juno"), "juno")).Events.Single().ShouldBeOfType<BodyEvent.SeatEnded>().Seat.ShouldBe(Id("juno"));

    [Fact]
    public void Neither_chair_nor_admin_removes_who_decides_alone()
    {
        Body.When(End(As("ira", chair: true), "juno")).Events.Single().ShouldBeOfType<BodyEvent.EndProposed>();
        Body.When(End(Admin, "juno")).Events.Single().ShouldBeOfType<BodyEvent.EndProposed>();
        Body.When(End(Admin, "gus")).Events.Single().ShouldBeOfType<BodyEvent.SeatEnded>();
    }

    [Fact]
    public void A_second_seat_makes_it_effective_at_once()
    {
        var proposed = Body.After(Body.When(End(As("ira", chair: true), "juno")).Events);

        var after = proposed.After(proposed.When(new BodyCommand.ConfirmChange(As("kai"), Id("end juno"), Now)).Events).State;

        after.DecidingSeats(Now).Select(s => s.Id).ShouldBe([Id("ira"), Id("kai")], ignoreOrder: true);
        after.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void What_ended_already_is_not_there() =>
        Body.After(Body.When(End(As("juno"), "juno")).Events).When(End(Admin, "juno")).Refusal!.Hidden.ShouldBeTrue();

    [Fact]
    public void A_term_ends_by_itself()
    {
        var seat = Body.State.Seats[Id("juno")] with { Terms = Body.State.Seats[Id("juno")].Terms with { TermEnd = Now } };

        seat.IsActive(Now.AddSeconds(-1)).ShouldBeTrue();
        seat.IsActive(Now).ShouldBeFalse();
    }

    [Fact]
    public void A_policy_needs_two_and_keeps_its_versions()
    {
        var set = new BodyCommand.SetPolicy(As("ira", chair: true), Id("policy"), new PolicyTerms(AcknowledgeWithin: new Period(Hours: 24)), Now.AddDays(1), Now);
        var proposed = Body.After(Body.When(set).Events);

        var after = proposed.After(proposed.When(new BodyCommand.ConfirmChange(As("kai"), Id("policy"), Now)).Events).State;

        after.PolicyAt(Now).Version.ShouldBe(1);
        after.PolicyAt(Now.AddDays(1)).Version.ShouldBe(2);
        after.PolicyAt(Now.AddDays(1)).Terms.AcknowledgeWithin.ShouldBe(new Period(Hours: 24));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Small_bodies_need_a_smaller_panel(int members, int minimum) => new PolicyTerms().Complete(Body.State.Profile!, members).PanelMinimum.ShouldBe(minimum);

    private static BodyCommand.EndSeat End(Coc.Liaison.Domain.Asker by, string name) => new(by, Id("end " + name), Id(name), Now);
}
