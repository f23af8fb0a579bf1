using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class ReturningTests
{
    [Fact]
    public void What_nobody_contested_is_settled_by_nobody()
    {
        var pair = Given();

        pair.When(new HandBack.Settle(HandedOver.AddHours(1), Transfer, Body())).Refusal.ShouldTell("notDisputed");
        pair.When(new HandBack.Settle(HandedOver.AddHours(1), Transfer, null)).Refusal.ShouldTell("notDisputed");
        pair.When(new HandBack.PassTime(HandedOver.AddHours(1), Transfer)).Refusal.ShouldTell("transferEnded");
        pair.When(GivingBack() with { Transfer = Id(51) }).Refusal.ShouldTell("transferEnded");
    }

    [Fact]
    public void While_an_arbiter_is_asked_the_sender_takes_nothing_back_and_the_receiver_still_gives()
    {
        var contested = Given(takenUp: false).When(new HandBack.Contest(Seat(1), HandedOver.AddHours(1), Transfer));
        contested.Refusal.ShouldBeNull();

        contested.When(new HandBack.Recall(Seat(1), HandedOver.AddHours(2), Transfer, Body())).Refusal.ShouldTell("transferDisputed");
        (contested with { Receiver = contested.Receiver.Cleared() }).When(GivingBack()).Sender.State.HasGone.ShouldBeFalse();
    }

    [Fact]
    public void Each_side_speaks_by_a_seat_without_a_conflict_in_its_own_copy()
    {
        var given = Given(takenUp: false);
        var here = given with { Sender = given.Sender with { State = given.Sender.State with { Panel = [.. given.Sender.State.Panel.Select(p => p.Seat == Seat(4) ? p with { Conflict = Conflict.Hard } : p)] } } };

        here.When(new HandBack.Contest(Seat(4), HandedOver.AddHours(1), Transfer)).Refusal.ShouldTell("notOnPanel");
        here.When(new HandBack.Contest(Id(999), HandedOver.AddHours(1), Transfer)).Refusal.ShouldTell("notOnPanel");
        here.When(new HandBack.Recall(Seat(4), HandedOver.AddHours(1), Transfer, Body())).Refusal.ShouldTell("notOnPanel");
        here.When(GivingBack()).Refusal.ShouldTell("notOnPanel");
        (here with { Receiver = here.Receiver.Answered(4, Conflict.None) }).When(new HandBack.Contest(Seat(4), HandedOver.AddHours(1), Transfer)).Refusal.ShouldBeNull("the receiver's fourth seat may");
    }

    [Fact]
    public void Where_nobody_stands_above_both_nobody_can_be_asked()
    {
        var pair = Given();
        var alone = pair.Sender.State with { Handling = pair.Sender.State.Handling with { Parent = null, Policy = pair.Sender.State.Handling.Policy with { Arbiter = null } } };

        (pair with { Sender = pair.Sender with { State = alone } }).When(new HandBack.Contest(Seat(1), HandedOver.AddHours(1), Transfer)).Refusal.ShouldTell("lastInstance");
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
