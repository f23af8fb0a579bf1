using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A case that was taken up again changes hands with what was decided in it (R54, R17).</summary>
public sealed class CarryingDecisionsTests
{
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Offered = Monday.AddDays(3);
    internal static readonly DateTimeOffset HandedOver = Offered.AddHours(48);
    private static readonly CaseSubject[] Subjects = [new CaseSubject(Rex, "wren", Identification.Confirmed)];

    private static GivenCase Again() => AppealingTests.Told().After(new CaseCommand.Reopen(Seat(1), Monday.AddDays(2), "it happened again"));

    internal static (GivenCase Sender, GivenCase There) HandOver(GivenCase given, string share = "all")
    {
        given = given.After(new CaseCommand.OfferTransfer(Seat(1), Offered, Transfer, "orrery", "J7", "our view", share));
        var accepting = new CaseCommand.AcceptTransfer(HandedOver, Transfer, Id(702), Body(5, kind: "foundation"), Subjects);
        var begun = Transferring.Begin(given.State, accepting);
        Occurrences.Note(begun);
        return (given.After(accepting), new GivenCase(CaseState.None.Apply(begun), HandedOver) { Events = begun }.Cleared());
    }

    private static GivenCase Triaged(GivenCase there) => there.After(new CaseCommand.Triage(Seat(1), HandedOver, "medium", "medium", null));

    private static CaseCommand.ReceiveAppeal ByRex(DateTimeOffset at) => new(at, Id(60), "accused", Rex, null, at, ["tooHarsh"], "too much", Id(61), Body(3, kind: "foundation"), Subjects);

    [Fact]
    public void What_holds_holds_there_and_its_measures_are_followed()
    {
        var again = Again();
        var (first, (sender, there)) = (again.State, HandOver(again));

        there.State.Earlier.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Id.ShouldBe(first.Earlier[0].Id), d => d.Findings.ShouldBe(first.Earlier[0].Findings), d => d.Measures.ShouldBe(first.Earlier[0].Measures));
        there.State.Sanctions.ShouldBe(first.Sanctions);
        Reopening.Standing(there.State, Rex)!.Id.ShouldBe(first.Earlier[0].Id);
        there.State.Stage.ShouldBe(CaseStage.Acknowledged);

        var followed = there.After(new CaseCommand.FollowSanction(HandedOver, first.Sanctions[0].Id, "active", 2));
        followed.State.Sanctions.ShouldHaveSingleItem().OpenOrders.ShouldBe(2);
        sender.When(new CaseCommand.FollowSanction(HandedOver, first.Sanctions[0].Id, "active", 2)).Events.ShouldBeEmpty("it is not theirs any more");
        followed.Then<CaseEvent.RoomItemReleased>().ShouldSatisfyAllConditions(r => r.Item.ShouldBe(first.Sanctions[0].Id), r => r.State.ShouldBe("active"));
    }

    [Fact]
    public void What_is_decided_there_takes_its_place()
    {
        var (_, there) = HandOver(Again());
        there = Triaged(there).After(new CaseCommand.Propose(Seat(1), HandedOver, Id(721), "meeting", FindingNothing))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), HandedOver, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), HandedOver, Id(721), []));

        there.Then<CaseEvent.EarlierMeasuresEnded>().ShouldSatisfyAllConditions(e => e.Outcome.ShouldBe("overturned"), e => e.Sanctions.ShouldBe([AppealingTests.Told().State.Sanctions[0].Id]));
    }

    [Fact]
    public void The_time_to_appeal_runs_on_for_everybody_who_was_told_and_the_appeal_is_taken_there()
    {
        var again = Again();
        var (sender, there) = HandOver(again);

        Appealing.Until(there.State, Rex, null).ShouldBe(Appealing.Until(again.State, Rex, null).ShouldNotBeNull());
        Appealing.Until(there.State, null, Report).ShouldBe(Appealing.Until(again.State, null, Report).ShouldNotBeNull());
        sender.When(ByRex(HandedOver)).Events.ShouldBeEmpty("it is theirs by now");
        there.When(ByRex(HandedOver)).Then<CaseEvent.AppealReceived>();
        CaseState.None.Apply(Appealing.Begin(there.State, ByRex(HandedOver))).AppealOf!.Measures.ShouldBe(again.State.Earlier[0].Measures);
    }

    [Fact]
    public void An_appeal_that_is_open_is_known_there_and_ends_there()
    {
        var (sender, there) = HandOver(Again().After(ByRex(Monday.AddDays(2))));

        Triaged(there).When(new CaseCommand.Propose(Seat(1), HandedOver, Id(721), "meeting", FindingNothing)).ThenRefused("appealOpen");
        there.When(ByRex(HandedOver) with { Appeal = Id(69) }).Events.ShouldBeEmpty("once");
        var settling = new CaseCommand.SettleAppeal(HandedOver, Id(60), "overturn", [new Finding(Rex, "noViolation", null)], []);
        sender.When(settling).Events.ShouldBeEmpty();
        var settled = there.After(settling);
        settled.State.IsUnderAppeal.ShouldBeFalse();
        WhatHolds.Of(settled.State, settled.State.Earlier[0]).Measures.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_summary_the_reasons_of_the_panel_stay_behind_and_the_words_to_those_concerned_do_not()
    {
        var first = Again().State;
        HandOver(Again()).There.State.ProposalOf(first.Earlier[0].Proposal)!.Content.Rationale.ForPanel.Value.ShouldBe(first.ProposalOf(first.Earlier[0].Proposal)!.Content.Rationale.ForPanel.Value);

        var summary = HandOver(Again(), "summary").There.State;
        summary.Proposals.ShouldAllBe(p => p.Votes.Count == 0);
        var content = summary.ProposalOf(first.Earlier[0].Proposal)!.Content;
        content.Rationale.ForPanel.Value.ShouldBe("");
        content.Remedies.Select(r => r.Type).ShouldBe(first.ProposalOf(first.Earlier[0].Proposal)!.Content.Remedies.Select(r => r.Type));
    }

    [Fact]
    public void A_case_without_a_decision_brings_none_and_one_that_comes_back_brings_what_is_new()
    {
        var open = Opened().Ready();
        Transferring.Carry(open.State, CaseState.None, true, _ => false, Monday).OfType<CaseEvent.DecisionsCarried>().ShouldBeEmpty();

        var (sender, there) = HandOver(Again());
        CarryingDecisions.Carried(there.State, sender.State, true, HandedOver).ShouldBeEmpty();
        var followed = there.After(new CaseCommand.FollowSanction(HandedOver, there.State.Sanctions[0].Id, "ended", 0));
        var back = sender.State.Apply(CarryingDecisions.Carried(followed.State, sender.State, true, HandedOver));
        back.Sanctions.ShouldHaveSingleItem().State.ShouldBe("ended");
        back.Earlier.Count.ShouldBe(1);
        back.Reopenings.ShouldBe(sender.State.Reopenings);
    }
}
