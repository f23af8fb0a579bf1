using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A joint case that changes hands: the link goes with it, and the other body learns whom it has it with now.</summary>
public sealed class JointLinkTests
{
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Wednesday = Monday.AddHours(48);

    private static HandlingBody Outside => Body(5, kind: "foundation") with { Slug = "outside" };

    [Fact]
    public void An_owed_summary_is_owed_by_the_next_owner_at_the_same_hour_and_decided_under_the_same_code()
    {
        var alone = Alone().After(new CaseCommand.PassJointTime(Monday.AddDays(2)), new CaseCommand.SendSummary(Seat(1), Monday.AddDays(2), "One word."));
        var (_, there) = HandOver(Alone(), "all");

        there.State.Joint!.ShouldSatisfyAllConditions(
            j => j.Leads.ShouldBeTrue(), j => j.Other.ShouldBe("orrery"), j => j.OtherCase.ShouldBe(Alone().State.Joint!.OtherCase), j => j.Mode.ShouldBe("alone"),
            j => j.Ground.ShouldBe("vendorOnly"), j => j.SummaryDue.ShouldBe(Monday.AddDays(3)), j => j.OwesSummary.ShouldBeTrue(), j => j.For.ShouldBe("meridian"));
        CaseDue.Of(there.State).ShouldContain(new CaseDue(Jointly.Late, there.State.Id, Monday.AddDays(3)));
        HandOver(alone, "all").There.State.Joint!.ShouldSatisfyAllConditions(j => j.OwesSummary.ShouldBeFalse(), j => j.Summaries.ShouldHaveSingleItem().Text.ShouldBe("One word."));

        var ready = there.Cleared().Triaged().Heard();
        ready.When(new CaseCommand.Propose(Seat(1), Wednesday, TheProposal, "meeting", Banned("outside"))).ThenRefused("ownCodeOnly");
        ready.When(new CaseCommand.Propose(Seat(1), Wednesday, TheProposal, "meeting", Banned("meridian"))).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void What_the_two_wrote_to_each_other_travels_only_with_the_whole_case()
    {
        var told = Alone().After(new CaseCommand.SendSummary(Seat(1), Monday, "One word."));

        HandOver(told, "summary").There.State.Joint!.ShouldSatisfyAllConditions(j => j.Summaries.ShouldBeEmpty(), j => j.OwesSummary.ShouldBeFalse());
    }

    [Fact]
    public void Before_anybody_chose_the_next_owner_has_the_choice()
    {
        var undecided = Lead().Cleared();
        var (_, there) = HandOver(undecided, "all");

        there.State.Joint!.ChooseBy.ShouldBe(undecided.State.Joint!.ChooseBy);
        there.Cleared().When(new CaseCommand.ChooseJoint(Seat(1), Wednesday, "together", null)).Then<CaseEvent.JointHandlingChosen>().With.ShouldBe("orrery");
    }

    [Fact]
    public void The_other_body_is_told_whom_it_has_it_with_and_only_of_the_case_it_knows()
    {
        var given = Told();
        var lead = given.State.Joint!.OtherCase!.Value;
        given.When(new CaseCommand.FollowPartner(Wednesday, Id(999), "meridian", "outside", Id(703))).Events.ShouldBeEmpty();
        Opened().When(new CaseCommand.FollowPartner(Wednesday, lead, "meridian", "outside", Id(703))).Events.ShouldBeEmpty();

        var moved = given.After(new CaseCommand.FollowPartner(Wednesday, lead, "meridian", "outside", Id(703)));

        moved.Then<CaseEvent.JointPartnerChanged>().To.ShouldBe("outside");
        (moved.State.Joint!.Other, moved.State.Joint.OtherCase).ShouldBe(("outside", Id(703)));
        moved.When(new CaseCommand.FollowPartner(Wednesday, lead, "meridian", "outside", Id(703))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Receipts_follow_the_case_that_leads_whichever_of_the_two_changes_hands()
    {
        var (lead, _) = HandOver(Alone(), "all");
        lead.Events.OfType<CaseEvent.CaseHandedOver>().ShouldHaveSingleItem().Reports.ShouldBe([Report]);

        var (other, there) = HandOver(Told().Cleared().After(new CaseCommand.OpenFollowUp(Seat(1), Monday)), "all");

        other.Events.OfType<CaseEvent.CaseHandedOver>().ShouldHaveSingleItem().Reports.ShouldBeEmpty();
        there.State.FollowedReports.ShouldBeEmpty();
        there.State.Joint!.ShouldSatisfyAllConditions(j => j.OnlineOnly.ShouldBeTrue(), j => j.InformedOnly.ShouldBeFalse(), j => j.For.ShouldBeNull());
    }

    [Fact]
    public void Given_back_what_was_chosen_and_told_meanwhile_comes_along_once()
    {
        var (sender, there) = HandOver(Lead().Cleared(), "all");
        there = there.Cleared().After(new CaseCommand.ChooseJoint(Seat(1), Wednesday, "alone", "vendorOnly"), new CaseCommand.SendSummary(Seat(1), Wednesday, "One word."));

        var back = Returning.Decide(sender.State, there.State, new HandBack.Return(Seat(2), Wednesday.AddDays(1), Transfer, "wrongBody", null, Meridian));

        back.Refusal.ShouldBeNull();
        sender.State.Apply(back.Former).Joint!.ShouldSatisfyAllConditions(
            j => j.Mode.ShouldBe("alone"), j => j.OwesSummary.ShouldBeFalse(), j => j.Summaries.ShouldHaveSingleItem().From.ShouldBe("outside"), j => j.For.ShouldBeNull(),
            j => j.OtherCase.ShouldBe(there.State.Joint!.OtherCase));
    }

    [Fact]
    public void Two_joint_cases_do_not_become_one()
    {
        var offered = Alone().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "outside", null, null, "all"));
        var accepting = new CaseCommand.AcceptTransfer(Wednesday, Transfer, Id(704), Outside, []);

        Joining.Decide(offered.State, Told().Cleared().State, accepting, Seat(1)).Refusal.ShouldTell("bothJoint");
        var plain = Opened(Outside, projects: []).Cleared();
        plain.State.Apply(Joining.Decide(offered.State, plain.State, accepting, Seat(1)).Present).Joint!.OwesSummary.ShouldBeTrue();
    }

    private static GivenCase Lead() => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
        Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", [], "orrerycon", Meridian, [new CaseSubject(Rex, "heron", Identification.Claimed)], "J10", "jointEvent")
    {
        JointWith = "orrery",
    });

    private static GivenCase Alone() => Lead().Cleared().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "alone", "vendorOnly"));

    private static GivenCase Told() => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Join(
        Monday, Id(702), Lead().State, "alone", "immediateHarm", Monday.AddDays(3), Body(5, kind: "foundation"), [new CaseSubject(Rex, "egret", Identification.Claimed)]));

    private static HandlingBody Meridian => Body(2, policy: Policy(minimum: 2) with { Arbiter = "outside" }, kind: "foundation") with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };

    private static (GivenCase Sender, GivenCase There) HandOver(GivenCase given, string share)
    {
        var sender = given.After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "outside", null, null, share));
        var accepting = new CaseCommand.AcceptTransfer(Wednesday, Transfer, Id(703), Outside, [new CaseSubject(Rex, "wren", Identification.Claimed)]);
        var begun = Transferring.Begin(sender.State, accepting);
        return (sender.After(accepting), new GivenCase(CaseState.None.Apply(begun) with { Version = begun.Count }, Wednesday) { Events = begun });
    }

    private static DecisionContent Banned(string body) => new(
        [new Finding(Rex, Finding.Violation, "harassment")],
        [new Remedy(Rex, "eventBan", new Scope([body], []), Wednesday, Wednesday.AddDays(30), false, "automatic", false, null, null, null)], null, null, Why);
}
