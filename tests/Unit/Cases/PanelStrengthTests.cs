using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: fewer than the minimum decide nothing, so what they have moves on by itself with the reason recorded; a rule that gives a case away is carried out also when nobody does it.</summary>
public sealed class PanelStrengthTests
{
    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "J3")]
    public void Of_five_with_a_minimum_of_three_the_third_who_is_hard_makes_it_due(int hard, string? rule) =>
        Hard(Opened(), hard).State.TransferDueBy.ShouldBe(rule is null ? [] : [rule]);

    [Theory]
    [InlineData(false, "P1")]
    [InlineData(true, "J3")]
    public void Softs_do_not_decide_either(bool hard, string rule) =>
        Hard(Opened(), 2).Answered(3, hard ? Conflict.Hard : Conflict.Soft, "same company").State.TransferDueBy.ShouldBe([rule]);

    [Fact]
    public void Any_body_above_may_have_what_too_few_are_left_for()
    {
        var given = new[] { 1, 2, 3 }.Aggregate(Opened().Cleared(), (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n)))).Later(TimeSpan.FromDays(1));

        TransferTriggers.Of(given.State).ShouldBe([("P1", "orrery"), ("P1", "meridian")]);
        given.After(new CaseCommand.OfferDue(given.Now, Id(50), "meridian", new("parent", new Dictionary<Guid, string>()))).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("P1");
        given.When(new CaseCommand.OfferDue(given.Now, Id(50), "astrolabe", new("parent", new Dictionary<Guid, string>()))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Also_of_an_appeal_too_few_are_no_end()
    {
        var given = Opened().Cleared();
        given = given with { State = given.State with { AppealOf = new(Id(52), "orrery", Id(53), "accused", Rex, null, [], [], [], Monday) } };

        given = new[] { 1, 2, 3 }.Aggregate(given, (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n))));

        TransferTriggers.Of(given.State).ShouldBe([("P15", "meridian")]);
    }

    [Fact]
    public void Terms_that_end_count_too()
    {
        var given = Opened().Cleared();
        foreach (var seat in new[] { 1, 2 })
        {
            given = given.After(new CaseCommand.EndSeat(Monday, Seat(seat)));
            given.ThenNot<CaseEvent.TransferBecameDue>();
        }

        given.After(new CaseCommand.EndSeat(Monday, Seat(3))).Then<CaseEvent.TransferBecameDue>().ShouldBe(new("P1", "orrery", Monday));
    }

    [Fact]
    public void Alternates_who_were_not_asked_yet_still_count()
    {
        var given = Hard(Opened(Body(3, alternates: 1)), 1);
        given.State.TransferDueBy.ShouldBeEmpty();
        given.After(new CaseCommand.AnswerConflict(Seat(101), Monday, Conflict.Soft, ["same company"], null)).Then<CaseEvent.TransferBecameDue>().Rule.ShouldBe("P1");
    }

    [Fact]
    public void A_project_of_which_one_is_left_counts_as_one_without_responders()
    {
        var given = Opened(Body(2, policy: Policy(minimum: 2))).Cleared().After(new CaseCommand.EndSeat(Monday, Seat(2)));

        given.Then<CaseEvent.TransferBecameDue>().ShouldBe(new("J6", "orrery", Monday));
        given.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", FindingNothing)).ThenRefused("R15");
    }

    [Fact]
    public void The_silent_count_as_lost_once_the_reporter_was_told_that_somebody_has_it()
    {
        var given = Opened().Cleared(1, 2);
        var silent = new[] { 3, 4, 5 }.Aggregate(given.Later(TimeSpan.FromHours(48)), (g, n) => g.After(new CaseCommand.GiveUpOnSeat(g.Now, Seat(n))));
        silent.State.TransferDueBy.ShouldBeEmpty("the clock of the acknowledgement still moves it");

        var told = silent.After(new CaseCommand.Acknowledge(Seat(1), silent.Now, "We have it."));
        told.State.TransferDueBy.ShouldBe(["P1"]);
        told.Answered(3, Conflict.None).Then<CaseEvent.TransferNoLongerDue>().Rule.ShouldBe("P1");
    }

    [Fact]
    public void The_foundation_hands_up_to_the_parent_and_the_parent_to_the_named_arbiter()
    {
        // One without any conflict and three without a hard one: J8 is met, and still one alone decides nothing.
        var foundation = Hard(Opened(Body(4, kind: "foundation")), 1).Answered(2, Conflict.Soft, "same company").Answered(3, Conflict.Soft, "same company").Answered(4, Conflict.None);
        foundation.State.TransferDueBy.ShouldBe(["P1"]);
        TransferTriggers.Of(foundation.State).ShouldBe([("P1", "meridian")]);

        var parent = Body(3, policy: Policy() with { Arbiter = "outsiders" }) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };
        TransferTriggers.Of(Hard(Opened(parent), 1).State).ShouldBe([("P1", "outsiders")]);
    }

    [Fact]
    public void What_is_decided_stays() =>
        Opened(Body(3)).Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed().After(new CaseCommand.EndSeat(Monday, Seat(3))).State.TransferDueBy.ShouldBeEmpty();

    [Theory]
    [InlineData("normal", 24)]
    [InlineData("urgent", 1)]
    public void A_due_transfer_that_nobody_offers_is_offered_by_itself(string urgency, int hours)
    {
        var given = Opened(urgency: urgency).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true));
        CaseDue.Of(given.State).ShouldContain(new CaseDue("dueTransfer", given.State.Id, Monday.AddHours(hours)));
        given.Later(TimeSpan.FromHours(hours) - TimeSpan.FromTicks(1)).ShouldSatisfyAllConditions(g => g.When(Offer(g)).Events.ShouldBeEmpty());

        var offered = given.Later(TimeSpan.FromHours(hours)).ShouldBeOffered();
        offered.Then<CaseEvent.CaseOffered>().ShouldSatisfyAllConditions(o => o.To.ShouldBe("orrery"), o => o.Rule.ShouldBe("J4"), o => o.Share.ShouldBe("all"), o => o.By.ShouldBe(Guid.Empty));
        offered.Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem();
        CaseDue.Of(offered.State).ShouldNotContain(d => d.Kind == "dueTransfer");
    }

    [Fact]
    public void Recalled_it_is_offered_again_a_day_later_and_not_before()
    {
        var given = Opened().Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)).Later(TimeSpan.FromHours(24)).ShouldBeOffered();
        var recalled = given.Later(TimeSpan.FromHours(5)).After(new CaseCommand.RecallTransfer(Seat(1), given.Now.AddHours(5), Id(50)));

        CaseDue.Of(recalled.State).ShouldContain(new CaseDue("dueTransfer", given.State.Id, given.Now.AddHours(29)));
    }

    [Fact]
    public void What_is_due_no_more_is_not_offered()
    {
        var given = Opened().Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, false))
            .Later(TimeSpan.FromDays(2));

        given.When(Offer(given)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_body_a_rule_names_has_no_seats_the_next_above_is_offered_it_by_the_same_rule_and_cannot_refuse_as_it_likes()
    {
        var given = Opened(Body(policy: Policy() with { Arbiter = "outsiders" })).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)).Later(TimeSpan.FromHours(24));
        TransferTriggers.Receivers(given.State).ShouldSatisfyAllConditions(r => r.Named.ShouldBe(["orrery"]), r => r.Further.ShouldBe(["meridian", "outsiders"]));

        var offered = given.After(Offer(given) with { To = "meridian" });

        offered.Then<CaseEvent.CaseOffered>().ShouldSatisfyAllConditions(o => o.To.ShouldBe("meridian"), o => o.Rule.ShouldBe("J4"), o => o.PassedOver.ShouldBe(["orrery"]));
        offered.When(new CaseCommand.RefuseTransfer(given.Now, Id(50), "tooBusy", null)).ThenRefused("mandatoryTransfer");
        var disputed = offered.After(new CaseCommand.RefuseTransfer(given.Now, Id(50), "noPanel", null));
        disputed.Then<CaseEvent.TransferDisputed>().Arbiter.ShouldBe("outsiders");
        disputed.After(new CaseCommand.SettleTransfer(given.Now, Id(50), null)).State.TransferDueBy.ShouldBeEmpty("the arbiter said that it stays, and the rule holds no more");
    }

    [Fact]
    public void A_panel_offers_it_to_the_body_the_rule_names_and_the_system_to_nobody_who_is_not_above()
    {
        var given = Opened().Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)).Later(TimeSpan.FromHours(24));

        given.When(new CaseCommand.OfferTransfer(Seat(1), given.Now, Id(50), "meridian", null, null, "all")).ThenRefused("wrongReceiver");
        given.When(Offer(given) with { To = "astrolabe" }).Events.ShouldBeEmpty();
        given.ShouldBeOffered().Then<CaseEvent.CaseOffered>().PassedOver.ShouldBeNull();
    }

    internal static CaseCommand.OfferDue Offer(GivenCase given) => new(given.Now, Id(50), "orrery", new("foundation", new Dictionary<Guid, string> { [Report] = "yes" }));

    private static GivenCase Hard(GivenCase given, int members) => Enumerable.Range(1, members).Aggregate(given, (g, n) => g.Answered(n, Conflict.Hard));
}

internal static class DueOffersOfTests
{
    public static GivenCase ShouldBeOffered(this GivenCase given) => given.After(PanelStrengthTests.Offer(given));
}
