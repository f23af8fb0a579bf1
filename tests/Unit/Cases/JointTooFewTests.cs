using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>J8, J5, P1: a half of a joint case that cannot be decided where it is does not lie there: the arbiter has it, or, where nobody else is above, who has the other half.</summary>
public sealed class JointTooFewTests
{
    private static readonly Guid Transfer = Id(50);

    public static TheoryData<string?, string> Arbiters => new() { { "outside", "outside" }, { "meridian", "meridian" }, { null, "meridian" } };

    [Theory]
    [MemberData(nameof(Arbiters))]
    public void Below_its_minimum_the_foundation_may_not_decide_its_half_and_hands_it_on(string? arbiter, string to)
    {
        var given = Half(arbiter).Answered(1, Conflict.None).Answered(2, Conflict.None);
        given.State.TransferDueBy.ShouldBeEmpty();
        given = given.Answered(3, Conflict.Hard).Answered(4, Conflict.Hard).Answered(5, Conflict.Hard);

        given.Then<CaseEvent.TransferBecameDue>().ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("J8"), d => d.To.ShouldBe(to));
        var offered = given.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, to, null, null, "all"));
        offered.Refusal.ShouldBeNull();
        offered.Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J8");
        if (to != "meridian")
        {
            given.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "meridian", null, null, "all")).ThenRefused("jointlyCompetent");
        }
    }

    [Fact]
    public void Three_without_a_hard_conflict_keep_it_and_then_the_other_body_is_offered_nothing()
    {
        var given = Half("outside").Answered(1, Conflict.None).Answered(2, Conflict.None).Answered(3, Conflict.None).Answered(4, Conflict.Hard).Answered(5, Conflict.Hard);

        given.State.TransferDueBy.ShouldBeEmpty();
        given.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "meridian", null, null, "all")).ThenRefused("jointlyCompetent");
    }

    [Fact]
    public void The_rules_that_know_who_has_seats_say_which_of_the_two()
    {
        var given = Half("outside").Answered(1, Conflict.None).Answered(2, Conflict.None).Answered(3, Conflict.Hard).Answered(4, Conflict.Hard).Answered(5, Conflict.Hard);
        TransferTriggers.Of(given.State).ShouldBe([("J8", "outside")]);

        var evaluated = given.After(new CaseCommand.FollowEvaluation(Monday, new("meridian", "J8", "panelTooSmall", [], [], Monday)));

        TransferTriggers.Of(evaluated.State).ShouldBe([("J8", "meridian")], "the arbiter has no two seats");
        TransferTriggers.Of(given.After(new CaseCommand.FollowEvaluation(Monday, new("orrery", "J10", "jointEvent", [], [], Monday))).State).ShouldBe([("J8", "outside")], "what was evaluated before is no answer");
    }

    [Fact]
    public void Who_is_only_told_decides_nothing_that_could_be_taken_away()
    {
        var told = Half("outside", "alone");
        told = Enumerable.Range(1, 5).Aggregate(told, (g, n) => g.Answered(n, Conflict.Hard));

        told.State.TransferDueBy.ShouldBeEmpty();
        SteppingUp.Due(told.State).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("outside", new[] { "outside", "meridian" })]
    [InlineData("meridian", new[] { "meridian" })]
    public void Where_nobody_is_left_it_moves_by_itself_with_the_reason_on_record(string arbiter, string[] above)
    {
        var given = Enumerable.Range(1, 5).Aggregate(Half(arbiter), (g, n) => g.Answered(n, Conflict.Hard));
        SteppingUp.Above(given.State).ShouldBe(above);

        var to = above[^1];
        var up = new CaseCommand.StepUp(Monday, Transfer, Id(704), Body(3, kind: "foundation") with { Slug = to }, [new CaseSubject(Rex, "wren", Identification.Claimed)]);
        given = given.When(up);
        given.Then<CaseEvent.StepUpAnnounced>().NotBefore.ShouldBe(Monday.AddHours(48), "whoever reported hears who would read it (P16)");
        up = up with { At = Monday.AddHours(48) };
        var gone = given.When(up);

        gone.Then<CaseEvent.CaseSteppedUp>().ShouldBe(new("nobodyLeft", "orrery", to, up.At));
        gone.Then<CaseEvent.CaseHandedOver>().To.ShouldBe(to);
        var there = CaseState.None.Apply(SteppingUp.Begin(given.State, up));
        there.Joint!.ShouldSatisfyAllConditions(j => j.Leads.ShouldBeFalse(), j => j.Other.ShouldBe("meridian"), j => j.OtherCase.ShouldBe(given.State.Joint!.OtherCase));
        Lead().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "together", null), new CaseCommand.FollowPartner(Monday, Lead("together").State.Joint!.OtherCase!.Value, "orrery", to, Id(704)))
            .State.Joint!.ShouldSatisfyAllConditions(j => j.Other.ShouldBe(to), j => j.OtherCase.ShouldBe(Id(704)));
    }

    [Fact]
    public void The_half_that_leads_never_moves_to_the_other_halfs_body()
    {
        SteppingUp.Above(Lead("together").State).ShouldBe(["outside"]);
        Lead("together").When(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", null, null, "all")).ThenRefused("jointlyCompetent");
    }

    private static GivenCase Lead(string? mode = null)
    {
        var lead = new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
            Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", [], "orrerycon",
            Body(2, policy: Policy(minimum: 2) with { Arbiter = "outside" }, kind: "foundation") with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null },
            [new CaseSubject(Rex, "heron", Identification.Claimed)], "J10", "jointEvent") { JointWith = "orrery" }).Cleared();
        return mode is null ? lead : lead.After(new CaseCommand.ChooseJoint(Seat(1), Monday, mode, mode == "alone" ? "vendorOnly" : null));
    }

    private static GivenCase Half(string? arbiter, string mode = "together") => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Join(
        Monday, Id(702), Lead(mode).State, mode, mode == "alone" ? "vendorOnly" : null, null, Body(5, policy: Policy() with { Arbiter = arbiter }, kind: "foundation"), [new CaseSubject(Rex, "egret", Identification.Claimed)]));
}
