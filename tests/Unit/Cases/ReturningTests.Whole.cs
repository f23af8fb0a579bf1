using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Everything that comes back with a case, and why it may not.</summary>
public sealed partial class ReturningTests
{
    private static readonly Guid Ana = Id(950);

    private static HandBack.Contest Disputing(int seat = 3) => new(Seat(seat), HandedOver.AddHours(2), Transfer);

    private static CaseCommand.TakeInterimMeasure Muted => new(Seat(1), HandedOver, Id(61), Rex, "mute", [], HandedOver.AddDays(6), "she is afraid");

    [Fact]
    public void What_was_done_there_is_said_so_that_nothing_ends_without_a_word()
    {
        var pair = Given(before: g => g with { State = g.State with { AcknowledgedAt = null, Unacknowledged = [Report] } })
            .There(
                new CaseCommand.Acknowledge(Seat(1), HandedOver.AddHours(1), "We have it."), new CaseCommand.Triage(Seat(1), HandedOver, "high", "high", null), new CaseCommand.Hear(Seat(1), HandedOver, Id(62), Rex, "I was tired.", false, null),
                new CaseCommand.AddNote(Seat(1), HandedOver, Id(3), "their note"), Muted, new CaseCommand.AskCounsel(Seat(1), HandedOver, Id(63), null, "q", []),
                new CaseCommand.Propose(Seat(1), HandedOver, TheProposal, "meeting", FindingNothing), new CaseCommand.Draft(Seat(1), HandedOver, Id(64), "accused", Rex, null, "We look into it."));

        pair.When(GivingBack()).Sender.State.CameBack!.ShouldSatisfyAllConditions(
            c => c.Work.ShouldBe(["acknowledged", "triaged", "heard", "noted", "interimMeasures", "counselAsked", "proposalVoided", "draftDropped"]), c => c.By.ShouldBe("receiver"), c => c.Reason.ShouldBe("wrongBody"));

        Given().When(GivingBack()).Sender.State.CameBack!.Work.ShouldBeEmpty("they did nothing");
        Given().There(new CaseCommand.OfferTransfer(Seat(1), HandedOver, Id(51), "meridian", null, null, "all")).When(GivingBack()).Sender.State.CameBack!.Work.ShouldBe(["offerRecalled"]);
    }

    [Fact]
    public void What_both_know_is_not_said_again_and_without_a_word_of_theirs_there_is_none()
    {
        var pair = Given(before: g => g.After(
            new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.PhysicalInjury, true), new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true), new CaseCommand.EndSeat(Monday, Seat(5))));
        var contested = pair.When(Disputing());

        var back = contested.When(new HandBack.Settle(HandedOver.AddHours(3), Transfer, Body(4)));

        back.Sender.State.CameBack!.By.ShouldBe("arbiter");
        back.Sender.ThenNot<CaseEvent.RiskFactorRecorded>();
        back.Sender.ThenNot<CaseEvent.ProjectNamed>();
        back.Sender.ThenNot<CaseEvent.SeatLeft>(); // the fifth had left before
        back.Sender.Then<CaseEvent.CaseTakenBack>().ShouldSatisfyAllConditions(t => t.Hop.ShouldBe(pair.Receiver.State.Hops + 1), t => t.Formerly.ShouldBeEmpty("it has its own id again"));
        back.Sender.State.Carried.ShouldBeEmpty();
        Given().When(GivingBack() with { Text = null }).Sender.State.Carried.ShouldBeEmpty();
    }

    [Fact]
    public void Everybody_who_wrote_is_told_each_in_a_message_of_their_own_who_has_it_again()
    {
        var pair = Given().There(new CaseCommand.MakeAffectedCode(Seat(1), HandedOver, Ana, Report, false, "yes", false));

        var back = pair.When(GivingBack());

        back.Sender.Then<CaseEvent.CaseTakenBack>().Reports.ShouldBe([Report, Ana], "receipts of both follow");
        var told = back.Sender.Events.OfType<CaseEvent.ReporterMessaged>().ToList();
        told.Select(m => m.Message).Distinct().Count().ShouldBe(2);
        told.Single(m => m.Report == Report).Text.Value!.ShouldContain("sextant has your report again");
        told.Single(m => m.Report == Ana).Text.Value!.ShouldContain("sextant has what you wrote again");
    }

    [Theory]
    [InlineData(false, "ConflictScreening")]
    [InlineData(true, "Acknowledged")]
    public void Told_there_is_told_here(bool told, string stage)
    {
        var sender = Opened().Cleared().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J7", "our view", "all")).Later(TimeSpan.FromHours(48));
        var accepting = new CaseCommand.AcceptTransfer(HandedOver, Transfer, Id(702), Orrery, [new CaseSubject(Rex, "wren", Identification.Claimed)]);
        var pair = new Pair(sender.After(accepting), new GivenCase(CaseState.None.Apply(Transferring.Begin(sender.State, accepting)), HandedOver).Cleared());
        pair = told ? pair.There(new CaseCommand.Acknowledge(Seat(1), HandedOver, "We have it.")) : pair;

        var back = pair.When(GivingBack());

        back.Sender.Events.OfType<CaseEvent.StageReached>().Last().Stage.ShouldBe(Enum.Parse<CaseStage>(stage));
        back.Sender.State.Stage.ShouldBe(Enum.Parse<CaseStage>(stage));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_stated_a_soft_tie_here_and_has_one_to_whom_they_found_out_is_out_and_to_the_same_persons_it_may_be_the_very_one(bool foundOut)
    {
        var pair = Given();
        pair = pair with { Sender = pair.Sender with { State = pair.Sender.State with { Panel = [.. pair.Sender.State.Panel.Select(p => p.Seat == Seat(4) ? p with { Conflict = Conflict.Soft, Said = Conflict.Soft, SoftConflicts = 1, SoftAreas = ["same company"] } : p)] } } };
        pair = foundOut ? pair.There(new CaseCommand.AddSubject(Seat(2), HandedOver, Lark, "crane", ["github:lark"], null, null)) : pair;

        var back = pair.When(GivingBack() with { FoundOut = foundOut ? [new(Lark, "plover", Identification.Claimed)] : [], Soft = [Seat(4)] });

        back.Sender.Events.OfType<CaseEvent.SeatLeft>().Select(l => l.Seat).ShouldBe(foundOut ? [Seat(4)] : []);
    }

    [Fact]
    public void Nobody_takes_back_what_is_disputed_or_what_one_of_them_has_taken_up()
    {
        HandBack.Recall recall = new(Seat(1), HandedOver.AddHours(3), Transfer, Body());
        var quiet = Given(takenUp: false);

        quiet.When(recall).Sender.State.CameBack!.By.ShouldBe("sender");
        quiet.When(Disputing()).When(recall).Refusal.ShouldTell("transferDisputed");
        (quiet with { Receiver = quiet.Receiver.Cleared(4) }).When(recall).Refusal.ShouldTell("takenUp", "one is enough");
    }

    [Fact]
    public void Whoever_may_read_it_on_either_side_disputes_it_and_nobody_else_does()
    {
        var quiet = Given(takenUp: false);
        quiet.When(Disputing(1)).Refusal.ShouldBeNull("nobody there has taken it up, and they do not know yet");
        quiet.When(Disputing(77)).Refusal.ShouldTell("notOnPanel");

        var pair = Given();
        pair = pair with { Sender = pair.Sender with { State = pair.Sender.State with { Panel = [.. pair.Sender.State.Panel.Where(p => p.Seat != Seat(5))] } } };
        pair.When(Disputing(5)).Refusal.ShouldBeNull("they have it now");
        pair.When(Disputing(77)).Refusal.ShouldTell("notOnPanel");
    }

    [Fact]
    public void Where_no_body_stands_above_both_there_is_nobody_to_ask()
    {
        var pair = Given();
        var handling = pair.Sender.State.Handling;
        pair = pair with { Sender = pair.Sender with { State = pair.Sender.State with { Handling = handling with { Parent = null, Policy = handling.Policy with { Arbiter = null } } } } };

        pair.When(Disputing()).Refusal.ShouldTell("lastInstance");
    }

    [Fact]
    public void What_waits_for_counsel_or_is_over_there_stays_there()
    {
        var pair = Given();
        var proposal = new Proposal(TheProposal, "meeting", FindingNothing, null, Seat(1), HandedOver) { State = ProposalState.AwaitingLegal };
        foreach (var there in new[]
        {
            pair.Receiver.State with { Proposals = [proposal] }, pair.Receiver.State with { Proposals = [proposal with { State = ProposalState.Adopted }] }, pair.Receiver.State with { Stage = CaseStage.Closed },
        })
        {
            (pair with { Receiver = pair.Receiver with { State = there } }).When(GivingBack()).Refusal.ShouldTell("workWithConsequences");
        }
    }

    [Fact]
    public void Where_nothing_is_disputed_nothing_is_settled_and_a_silent_arbiter_is_no_arbiters_word()
    {
        Given().When(new HandBack.Settle(HandedOver.AddHours(3), Transfer, Body())).Refusal.ShouldTell("notDisputed");
        Given().When(new HandBack.PassTime(HandedOver.AddDays(30), Transfer)).Refusal.ShouldTell("transferEnded");

        var contested = Given().When(Disputing());
        contested.When(new HandBack.PassTime(contested.Sender.State.Contested!.SettleBy, Transfer)).Sender.Then<CaseEvent.HandOverConfirmed>().By.ShouldBe("rule");
        contested.When(new HandBack.Settle(HandedOver.AddHours(3), Transfer, null)).Sender.Then<CaseEvent.HandOverConfirmed>().By.ShouldBe("arbiter");
    }

    [Fact]
    public void An_appeal_goes_back_from_nobody_whichever_of_the_two_knows_that_it_is_one()
    {
        var pair = Given();
        var appeal = new AppealOf(Id(52), "sextant", Id(53), "accused", Rex, null, [], [], [], Monday);

        (pair with { Sender = pair.Sender with { State = pair.Sender.State with { AppealOf = appeal } } }).When(GivingBack()).Refusal.ShouldTell("appealStays");
    }

    [Fact]
    public void A_draft_that_was_never_sent_there_is_dropped_and_that_is_told()
    {
        var drafted = Given().There(new CaseCommand.Triage(Seat(1), HandedOver, "low", "low", null), new CaseCommand.Draft(Seat(1), HandedOver, Id(31), "reporter", null, Report, "We think about it."));
        drafted.When(GivingBack()).Sender.State.CameBack!.Work.ShouldBe(["triaged", "draftDropped"]);

        drafted.There(new CaseCommand.Approve(Seat(2), HandedOver, Id(31))).When(GivingBack()).Sender.State.CameBack!.Work.ShouldBe(["triaged"]);
    }

    [Fact]
    public void Projects_and_risks_are_those_the_other_body_found_and_the_own_project_stays()
    {
        var pair = Given(before: g => g.After(new CaseCommand.RecordRiskFactor(Seat(1), g.Now, "attorneyHired", true))).There(
            new CaseCommand.RecordRiskFactor(Seat(1), HandedOver, "attorneyHired", false), new CaseCommand.RecordRiskFactor(Seat(1), HandedOver, "threatOfSuit", true),
            new CaseCommand.NameProject(Seat(1), HandedOver, "gnomon", true), new CaseCommand.NameProject(Seat(1), HandedOver, "gnomon", false));

        var back = pair.When(GivingBack());

        back.Sender.State.RiskFactors.ShouldBe(["threatOfSuit"]);
        back.Sender.State.Projects.ShouldBe(["sextant"]);
        back.Sender.Events.OfType<CaseEvent.RiskFactorRecorded>().Select(e => (e.Factor, e.Present)).ShouldBe([("threatOfSuit", true), ("attorneyHired", false)]);
    }
}
