using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: what turns out to be urgent takes from then on the way of what came in so.</summary>
public sealed class HurryingTests
{
    [Fact]
    public void It_is_raised_once_and_never_lowered()
    {
        var urgent = Opened().Cleared().After(Raise(1));

        urgent.Then<CaseEvent.UrgencyRaised>().ShouldBe(new("ongoingThreat", Seat(1), Monday));
        urgent.State.IsUrgent.ShouldBeTrue();
        urgent.When(Raise(2)).ThenRefused("alreadyUrgent");
        Opened(urgency: "urgent").Cleared().When(Raise(1)).ThenRefused("alreadyUrgent");
    }

    [Fact]
    public void Who_was_asked_and_has_not_answered_is_reminded_at_once() =>
        Opened().Cleared(1, 2).After(Raise(1)).Events.OfType<CaseEvent.SeatReminded>().Select(r => r.Seat).ShouldBe([Seat(3), Seat(4), Seat(5)]);

    [Fact]
    public void Before_triage_a_measure_of_72_hours_is_taken_and_no_longer_one()
    {
        var given = Opened().Cleared();
        given.When(Measure(72)).ThenRefused("notTriaged");
        given = given.After(Raise(1));

        given.When(Measure(73)).ThenRefused("measureTooLong");
        given.When(Measure(72)).Then<CaseEvent.InterimMeasureTaken>();
    }

    [Fact]
    public void An_offer_that_a_rule_demands_is_made_anew_with_the_times_of_an_urgent_one()
    {
        var given = Opened().Ready().After(
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true),
            new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", "J4", "context", "all") { Consents = new("foundation", new Dictionary<Guid, string>()) }).Later(TimeSpan.FromHours(2));

        var urgent = given.After(Raise(1, given.Now));

        urgent.Then<CaseEvent.TransferRecalled>().Transfer.ShouldBe(Id(50));
        urgent.Then<CaseEvent.CaseOffered>().ShouldSatisfyAllConditions(
            o => o.NotBefore.ShouldBe(given.Now), o => o.AnswerBy.ShouldBe(given.Now.AddHours(12)), o => o.To.ShouldBe("orrery"), o => o.Rule.ShouldBe("J4"), o => o.Audience.ShouldBe("foundation"),
            o => o.Context!.Value.ShouldBe("context"));
        urgent.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        urgent.State.Offer!.State.ShouldBe("offered");
    }

    [Fact]
    public void What_only_the_reporter_may_allow_keeps_its_time()
    {
        var given = Opened().Ready().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all") { Consents = new("foundation", new Dictionary<Guid, string>()) });

        given.After(Raise(1)).ThenNot<CaseEvent.CaseOffered>();
    }

    [Fact]
    public void When_nobody_is_left_who_takes_part_the_ladder_counts_from_then_on()
    {
        var late = Monday.AddHours(40);
        var given = Opened(Body(5, policy: Policy(ask: "inOrder"))).Cleared(1).Later(late - Monday).After(Raise(1, late));
        given = given.After(new CaseCommand.AnswerConflict(Seat(1), late, Conflict.Hard, [], null));

        UrgentLadder.Due(given.State).ShouldHaveSingleItem().At.ShouldBe(late.AddMinutes(30));
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("noFirstAnswer", given.State.Id, late.AddHours(2)));
    }

    [Fact]
    public void Raising_it_takes_the_case_from_nobody()
    {
        var late = Monday.AddDays(4);
        var given = Opened().Cleared().Later(late - Monday).After(Raise(1, late));

        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("notAcknowledged", given.State.Id, late.AddHours(12)));
    }

    [Fact]
    public void Who_does_not_take_part_does_not_raise_it() => Opened().Cleared(1).Answered(2, Conflict.Soft, "same company").When(Raise(2)).ThenRefused("notOnPanel");

    private static CaseCommand.RaiseUrgency Raise(int seat, DateTimeOffset? at = null) => new(Seat(seat), at ?? Monday, "ongoingThreat");

    private static CaseCommand.TakeInterimMeasure Measure(int hours) => new(Seat(1), Monday, Id(40), Rex, "mute", [], Monday.AddHours(hours), "threats");

    [Fact]
    public void Which_bodies_were_passed_over_is_said_of_the_new_offer_too()
    {
        var given = Opened().Ready().After(
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true),
            new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", "J4", null, "all") { Consents = new("foundation", new Dictionary<Guid, string>()) });
        given.After(Raise(1, given.Now)).Then<CaseEvent.CaseOffered>().PassedOver.ShouldBeNull();

        given = given with { State = given.State with { Offer = given.State.Offer! with { PassedOver = ["meridian"] } } };
        given.After(Raise(1, given.Now)).Then<CaseEvent.CaseOffered>().PassedOver.ShouldBe(["meridian"]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, true)]
    public void Where_it_goes_on_it_is_urgent_if_that_was_said_from_then_on(int? hours, bool carried)
    {
        var (from, to) = (Opened().Cleared().After(Raise(1)).State, Opened().Cleared().State);

        Hurrying.Carried(from, to, Monday.AddHours(2), hours is { } h ? Monday.AddHours(h) : null).OfType<CaseEvent.UrgencyRaised>().Select(u => u.Because).ShouldBe(carried ? ["ongoingThreat"] : []);
        Hurrying.Carried(to, from, Monday).ShouldBeEmpty();
        Hurrying.Carried(from, from, Monday).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_three_grounds() => Hurrying.Grounds.ShouldBe(["safetyConcern", "ongoingThreat", "minor"]);
}
