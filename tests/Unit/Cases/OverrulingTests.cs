using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What an arbiter's word means for the rules of a case: those that were due, on what they rested on then.</summary>
public sealed class OverrulingTests
{
    private static readonly Guid Transfer = Id(50);

    private static CaseCommand.SettleTransfer Stays => new(Monday.AddHours(1), Transfer, null);

    private static CaseCommand.RefuseTransfer Refusing => new(Monday, Transfer, "ruleDoesNotHold", "why");

    private static CaseCommand.OfferTransfer Offer(string? rule = null) => new(Seat(1), Monday, Transfer, "orrery", rule, null, "all");

    private static CaseCommand.RecordRiskFactor Factor(string factor, bool present = true) => new(Seat(1), Monday, factor, present);

    [Fact]
    public void The_rules_that_were_due_are_overruled_whatever_stood_on_the_offer()
    {
        var given = Opened().Ready().After(Factor(Factors.SuspectedLawViolation), Offer("J2"), Refusing);

        var settled = given.After(Stays);

        settled.Then<CaseEvent.TransferSettled>().Overruled!.Select(o => (o.Rule, o.By)).ShouldBe([("J4", "meridian")]);
        settled.Then<CaseEvent.TransferNoLongerDue>().Rule.ShouldBe("J4");
        settled.State.TransferDueBy.ShouldBeEmpty();
        var facts = settled.Then<CaseEvent.JurisdictionFactsChanged>().Facts;
        facts.Overruled!.ShouldHaveSingleItem().ShouldBe(new("J4", "meridian", Monday.AddHours(1)));
    }

    [Fact]
    public void On_the_same_facts_it_is_not_due_again_on_more_it_is()
    {
        var settled = Opened().Ready().After(Factor(Factors.SuspectedLawViolation), Offer(), Refusing, Stays);

        var again = settled.After(Factor(Factors.SuspectedLawViolation, false), Factor(Factors.SuspectedLawViolation));
        again.State.TransferDueBy.ShouldBeEmpty("the same factor noted again is nothing new");
        again.After(new CaseCommand.JudgeJurisdiction(Seat(1), Monday, false, "J4", "I still think so")).State.TransferDueBy.ShouldBeEmpty("an opinion is no fact");
        var more = again.After(Factor("attorneyHired"));
        more.State.TransferDueBy.ShouldBe(["J4"]);
        more.Then<CaseEvent.JurisdictionFactsChanged>().Facts.Overruled!.ShouldBeEmpty();
    }

    [Fact]
    public void J2_is_due_again_with_a_project_the_arbiter_did_not_know_of()
    {
        var settled = Opened(projects: ["sextant", "astrolabe"]).Ready().After(Offer(), Refusing, Stays);
        settled.State.TransferDueBy.ShouldBeEmpty();

        settled.After(new CaseCommand.NameProject(Seat(1), Monday, "gnomon", true)).State.TransferDueBy.ShouldBe(["J2"]);
    }

    [Fact]
    public void J3_is_due_again_with_one_more_hard_answer()
    {
        var given = Opened().Answered(1, Conflict.None).Answered(2, Conflict.Hard).Answered(3, Conflict.Hard).Answered(4, Conflict.Hard);
        var settled = given.After(Offer(), Refusing, Stays);
        settled.State.Overruled.Select(o => o.Rule).ShouldBe(["J3", "P1"], "that too few are left the arbiter knew as well");
        settled.State.TransferDueBy.ShouldBeEmpty();

        settled.Answered(5, Conflict.Hard).State.TransferDueBy.ShouldBe(["J3"]);
    }

    [Fact]
    public void J5_rests_on_each_time_counsel_said_so_and_J8_on_each_seat_that_is_out_of_it()
    {
        var given = Opened(Body(5, kind: "foundation")).Answered(1, Conflict.None).Answered(2, Conflict.Soft, "same company").Answered(3, Conflict.Hard);
        var first = given.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "exposureLikely", null, "a lawyer")).State;

        TransferTriggers.Grounds(first, "J5").ShouldBe(["2026-03-02T09:00:00.0000000+00:00"]);
        TransferTriggers.Grounds(first, "J8").ShouldBe([$"{Seat(2)}", $"{Seat(3)}", $"{Seat(4)}", $"{Seat(5)}", $"{Seat(3)}:hard"], ignoreOrder: true);
        TransferTriggers.Grounds(first, Appealing.Rule).ShouldBe([.. TransferTriggers.Grounds(first, "J5"), .. TransferTriggers.Grounds(first, "J8"), .. TransferTriggers.Grounds(first, PanelStrength.Rule)]);
        TransferTriggers.Grounds(first, "J10").ShouldBeEmpty();

        Overruling At(CaseState state, string rule) => new(rule, "meridian", Monday, TransferTriggers.Grounds(state, rule));
        var again = given.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "exposureLikely", null, "a lawyer"), new CaseCommand.RecordConsultation(Seat(1), Monday.AddDays(1), "exposureLikely", null, "another")).State;
        At(first, "J5").Holds(first).ShouldBeTrue();
        At(first, "J5").Holds(again).ShouldBeFalse("a second lawyer said it");
        At(first, "J8").Holds(given.Answered(4, Conflict.Hard).State).ShouldBeFalse("one more is out of it for good");
        At(first, "J8").Holds(given.Answered(4, Conflict.None).State).ShouldBeTrue("there is one more who may decide");
    }

    [Fact]
    public void Time_overrules_nothing()
    {
        var given = Opened().Ready().After(Offer("J2"), new CaseCommand.DisputeTransfer(Seat(2), Monday, Transfer));

        var stays = given.After(new CaseCommand.PassTransferTime(given.State.Offer!.SettleBy!.Value, Transfer, null));

        stays.Then<CaseEvent.TransferSettled>().ShouldSatisfyAllConditions(s => s.By.ShouldBe("rule"), s => s.Overruled!.ShouldBeEmpty());
        stays.State.Overruled.ShouldBeEmpty();
        given.State.Apply([new CaseEvent.TransferSettled(Transfer, "sextant", "rule", Monday)]).Overruled.ShouldBeEmpty("nor did it before it was recorded what was overruled");
    }

    [Fact]
    public void A_word_from_before_it_was_recorded_what_it_was_about_holds_for_good()
    {
        var given = Opened().Ready().After(Factor(Factors.SuspectedLawViolation), Offer(), Refusing);
        var state = given.State.Apply([new CaseEvent.TransferSettled(Transfer, "sextant", "arbiter", Monday)]);

        state.Overruled.ShouldHaveSingleItem().ShouldBe(new("J4", "meridian", Monday, null));
        TransferTriggers.Of(state with { RiskFactors = [.. state.RiskFactors, "attorneyHired"] }).ShouldBeEmpty();
    }

    [Fact]
    public void Half_of_a_joint_case_and_an_appeal_say_so_among_their_facts()
    {
        var joint = Opened().State with { Joint = new(false, "meridian", null) };
        JurisdictionFacts.Of(joint).Joint.ShouldBe(new(false, "meridian"));
        JurisdictionFacts.Of(joint).Same(JurisdictionFacts.Of(Opened().State)).ShouldBeFalse();

        var facts = JurisdictionFacts.Of(Opened().State);
        facts.ShouldSatisfyAllConditions(f => f.Joint.ShouldBeNull(), f => f.AppealOf.ShouldBeNull());
        facts.Same(facts with { Overruled = null }).ShouldBeTrue("facts from before that was told are no other facts");
    }
}
