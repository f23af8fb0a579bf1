using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R17: an arbiter's word is about the case, and goes with it wherever it goes.</summary>
public sealed class OverrulingTravelsTests
{
    private static readonly Guid First = Id(50);
    private static readonly Guid Second = Id(51);
    private static readonly DateTimeOffset Wednesday = Monday.AddDays(2);

    private static GivenCase Overruled => Opened().Ready().After(
        new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), new CaseCommand.OfferTransfer(Seat(1), Monday, First, "orrery", null, null, "all"),
        new CaseCommand.RefuseTransfer(Monday, First, "ruleDoesNotHold", "why"), new CaseCommand.SettleTransfer(Monday, First, null));

    [Fact]
    public void Handed_up_and_down_again_the_rule_is_still_overruled_on_the_same_facts()
    {
        var there = HandOver(Overruled, "orrery", Body(5, kind: "foundation"));
        there.State.Overruled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(o => o.Rule.ShouldBe("J4"), o => o.By.ShouldBe("meridian"), o => o.On!.ShouldBe([Factors.SuspectedLawViolation]));
        JurisdictionFacts.Of(there.State).Overruled!.ShouldHaveSingleItem().Rule.ShouldBe("J4");

        var again = HandOver(there.Cleared().After(new CaseCommand.RecordRiskFactor(Seat(1), Wednesday, Factors.SuspectedLawViolation, false)), "sextant", Body());
        again = again.Cleared().After(new CaseCommand.RecordRiskFactor(Seat(1), Wednesday, Factors.SuspectedLawViolation, true));

        again.State.TransferDueBy.ShouldBeEmpty("the arbiter knew of that");
        again.After(new CaseCommand.RecordRiskFactor(Seat(1), Wednesday, "attorneyHired", true)).State.TransferDueBy.ShouldBe(["J4"]);
    }

    [Fact]
    public void What_was_said_about_seats_holds_for_those_seats_and_no_others()
    {
        var hard = Opened().Answered(1, Conflict.None).Answered(2, Conflict.Hard).Answered(3, Conflict.Hard).Answered(4, Conflict.Hard).After(
            new CaseCommand.OfferTransfer(Seat(1), Monday, First, "orrery", null, null, "all"), new CaseCommand.RefuseTransfer(Monday, First, "ruleDoesNotHold", "why"), new CaseCommand.SettleTransfer(Monday, First, null));
        var elsewhere = Body() with { Slug = "astrolabe", Seats = [.. Enumerable.Range(11, 5).Select(n => new HandlingSeat(Seat(n), Id(n + 500), "member", n == 11, "elected", n))] };

        var there = HandOver(hard, "astrolabe", elsewhere);

        there.Answered(11, Conflict.Hard).Answered(12, Conflict.Hard).Answered(13, Conflict.Hard).State.TransferDueBy.ShouldBe(["J3"]);
    }

    [Theory]
    [InlineData("J4", true)]
    [InlineData("J2", true)]
    [InlineData("J5", false)] // which exposure it was about, nobody knows
    [InlineData("J3", false)]
    [InlineData("J8", false)]
    public void A_word_of_which_nobody_knows_what_it_rested_on_travels_unless_it_was_about_seats(string rule, bool travels)
    {
        var state = Opened().State with { Overruled = [new(rule, "meridian", Monday, null)] };

        (Overruling.Carried(state).Count == 1).ShouldBe(travels);
    }

    [Fact]
    public void A_word_that_holds_no_longer_where_it_was_given_holds_nowhere_else_either()
    {
        var given = Opened().Cleared().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true));
        var spent = given.State with { Overruled = [new("J4", "meridian", Monday, [Factors.SuspectedLawViolation])] };

        Overruling.Carried(spent).ShouldBeEmpty("the case goes on what the arbiter did not know");
        Overruling.Carried(spent with { Overruled = [new("J4", "meridian", Monday, [Factors.SuspectedLawViolation, "attorneyHired"])] }).ShouldHaveSingleItem();
    }

    [Fact]
    public void Given_back_its_first_owner_learns_of_what_was_settled_meanwhile()
    {
        var sent = Opened().Ready().After(new CaseCommand.OfferTransfer(Seat(1), Monday, First, "orrery", null, null, "all"));
        var there = HandOver(sent, First, Body(5, kind: "foundation")).Cleared();
        var settled = there.State with { Overruled = [new("J4", "outside", Wednesday, [Factors.SuspectedLawViolation])] };
        var home = sent.After(Accepting(First, Body(5, kind: "foundation"))).State;

        var back = Returning.Decide(home, settled, new HandBack.Return(Seat(2), Wednesday.AddDays(1), First, "wrongBody", null, Body()));

        back.Refusal.ShouldBeNull();
        home.Apply(back.Former).Overruled.ShouldHaveSingleItem().By.ShouldBe("outside");
    }

    private static GivenCase HandOver(GivenCase given, string to, HandlingBody receiver)
    {
        var transfer = given.State.CameFrom is null ? Second : Id(52);
        return HandOver(given.After(new CaseCommand.OfferTransfer(Seat(1), given.Now, transfer, to, null, null, "all")), transfer, receiver);
    }

    private static GivenCase HandOver(GivenCase offered, Guid transfer, HandlingBody receiver)
    {
        var begun = Transferring.Begin(offered.State, Accepting(transfer, receiver));
        return new GivenCase(CaseState.None.Apply(begun) with { Version = begun.Count }, Wednesday) { Events = begun };
    }

    private static CaseCommand.AcceptTransfer Accepting(Guid transfer, HandlingBody receiver) => new(Wednesday, transfer, Id(703), receiver, [new CaseSubject(Rex, "wren", Identification.Claimed)]);
}
