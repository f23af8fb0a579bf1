using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class DisputingTests
{
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset Thursday = Monday.AddDays(3);

    private static GivenCase Mandatory(string urgency = "normal") =>
        Opened(urgency: urgency).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true), Offer("orrery"));

    private static GivenCase Voluntary() => Opened().Ready().After(Offer("orrery"));

    private static CaseCommand.OfferTransfer Offer(string to) => new(Seat(1), Monday, Transfer, to, null, null, "all");

    private static CaseCommand.PassTransferTime Passed(DateTimeOffset at, bool handing = true) => new(at, Transfer, handing ? Handing : null);

    private static CaseCommand.RefuseTransfer Refusing(string reason) => new(Monday, Transfer, reason, "why");

    private static Handing Handing => new(Id(702), Body(5, kind: "foundation"), []);

    [Fact]
    public void A_day_before_the_answer_is_due_the_receiver_is_reminded_once()
    {
        Mandatory().When(Passed(Thursday.AddDays(-1).AddTicks(-1))).Events.ShouldBeEmpty();
        var reminded = Mandatory().After(Passed(Thursday.AddDays(-1)));
        reminded.Then<CaseEvent.TransferReminded>();
        reminded.When(Passed(Thursday.AddHours(-1))).Events.ShouldBeEmpty();
        CaseDue.Of(reminded.State).Select(d => d.Kind).ShouldNotContain(Disputing.Reminder);
        CaseDue.Of(Mandatory().State).Single(d => d.Kind == Disputing.Reminder).At.ShouldBe(Thursday.AddDays(-1));
    }

    [Theory]
    [InlineData("normal", 72)]
    [InlineData("urgent", 12)]
    public void No_answer_in_time_is_a_dispute_before_the_named_arbiter(string urgency, int hours)
    {
        Mandatory(urgency).When(Passed(Monday.AddHours(hours).AddTicks(-1))).ThenNot<CaseEvent.TransferDisputed>();
        var disputed = Mandatory(urgency).After(Passed(Monday.AddHours(hours)));
        disputed.Then<CaseEvent.TransferDisputed>().ShouldSatisfyAllConditions(d => d.Because.ShouldBe("unanswered"), d => d.Arbiter.ShouldBe("meridian"));
        CaseDue.Of(disputed.State).Select(d => d.Kind).ShouldContain(Disputing.Unsettled);
        disputed.State.HasGone.ShouldBeFalse();
    }

    [Fact]
    public void A_mandatory_transfer_is_refused_on_three_grounds_only_and_goes_to_the_arbiter()
    {
        Mandatory().When(Refusing("other")).ThenRefused("mandatoryTransfer");
        foreach (var ground in new[] { "ruleDoesNotHold", "noPanel", "otherBodyHasIt" })
        {
            Mandatory().After(Refusing(ground)).Then<CaseEvent.TransferDisputed>().Reason.ShouldBe(ground);
        }

        Voluntary().After(Refusing("other")).Then<CaseEvent.TransferRefused>();
    }

    [Fact]
    public void It_is_on_record_whether_it_was_refused_contested_or_left_without_an_answer()
    {
        Mandatory().After(Refusing("noPanel")).Then<CaseEvent.TransferDisputed>().ShouldSatisfyAllConditions(d => d.Because.ShouldBe("refused"), d => d.Reason.ShouldBe("noPanel"));
        Mandatory().After(new CaseCommand.DisputeTransfer(Seat(1), Monday, Transfer)).Then<CaseEvent.TransferDisputed>().ShouldSatisfyAllConditions(d => d.Because.ShouldBe("contested"), d => d.Reason.ShouldBeNull());

        var unanswered = Opened(Body(kind: "foundation")).Ready().After(Offer("meridian"), Passed(Thursday, handing: false));
        unanswered.Then<CaseEvent.TransferRefused>().Reason.ShouldBe("noAnswer", "nobody stands above the two");
        unanswered.State.Offer!.State.ShouldBe("refused");
        var silent = Voluntary().After(Passed(Thursday));
        silent.Then<CaseEvent.TransferDisputed>().Because.ShouldBe("unanswered");
        silent.After(Passed(silent.State.Offer!.SettleBy!.Value)).Then<CaseEvent.TransferSettled>().ShouldSatisfyAllConditions(t => t.Owner.ShouldBe("sextant"), t => t.By.ShouldBe("rule"));
    }

    [Fact]
    public void While_it_is_disputed_nobody_decides_refuses_or_takes_it_back_but_the_receiver_may_accept()
    {
        var disputed = Mandatory().After(Refusing("noPanel"));
        disputed.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", disputed.Suspending(30))).ThenRefused("R15");
        disputed.When(new CaseCommand.RecallTransfer(Seat(1), Monday, Transfer)).ThenRefused("transferDisputed");
        disputed.When(Refusing("noPanel")).ThenRefused("transferDisputed");
        disputed.When(Offer("orrery")).ThenRefused("alreadyOffered");
        disputed.After(new CaseCommand.AddNote(Seat(1), Monday, Id(1), "the rest goes on"));
        disputed.After(new CaseCommand.AcceptTransfer(Thursday, Transfer, Id(702), Body(5, kind: "foundation"), [])).State.HasGone.ShouldBeTrue();
    }

    [Fact]
    public void The_arbiter_leaves_it_where_it_is_and_the_rule_bars_no_more()
    {
        Mandatory().When(new CaseCommand.SettleTransfer(Thursday, Transfer, null)).ThenRefused("notDisputed");
        var settled = Mandatory().After(Refusing("ruleDoesNotHold"), new CaseCommand.SettleTransfer(Monday, Transfer, null));
        settled.Then<CaseEvent.TransferSettled>().Owner.ShouldBe("sextant");
        settled.Then<CaseEvent.TransferNoLongerDue>().Rule.ShouldBe("J4");
        settled.Proposed();
    }

    [Fact]
    public void The_arbiter_gives_it_to_the_receiver_not_before_the_reporter_had_time()
    {
        var disputed = Mandatory().After(Refusing("noPanel"));
        disputed.When(new CaseCommand.SettleTransfer(Monday.AddHours(48).AddTicks(-1), Transfer, Handing)).ThenRefused("P16");
        var settled = disputed.After(new CaseCommand.SettleTransfer(Monday.AddHours(48), Transfer, Handing));
        settled.Then<CaseEvent.TransferSettled>().By.ShouldBe("arbiter");
        settled.Then<CaseEvent.CaseHandedOver>().ToCase.ShouldBe(Id(702));
    }

    [Fact]
    public void When_the_arbiter_is_silent_the_rule_settles_it()
    {
        var settleBy = Mandatory().After(Refusing("noPanel")).State.Offer!.SettleBy!.Value;
        Mandatory().After(Refusing("noPanel")).When(Passed(settleBy.AddTicks(-1))).Events.ShouldBeEmpty();
        Mandatory().After(Refusing("noPanel")).When(Passed(settleBy, handing: false)).Events.ShouldBeEmpty();
        Mandatory().After(Refusing("noPanel"), Passed(settleBy)).Then<CaseEvent.CaseHandedOver>();

        var stays = Voluntary().After(new CaseCommand.DisputeTransfer(Seat(2), Monday, Transfer), Passed(settleBy));
        stays.Then<CaseEvent.TransferSettled>().Owner.ShouldBe("sextant");
        stays.State.HasGone.ShouldBeFalse();
    }

    [Fact]
    public void Who_was_let_read_and_no_more_disputes_nothing_and_of_the_other_body_Liaison_knows_who_may()
    {
        var offered = Opened().Cleared(1, 2, 3).Triaged().Answered(4, Conflict.Soft)
            .After(new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(4), true, null, ["read"]), new CaseCommand.JudgeConflict(Seat(2), Monday, Seat(4), true, null, ["read"]))
            .After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", null, null, "all"));
        offered.State.SeatOf(Seat(4))!.Sees.ShouldBeTrue();

        offered.When(Dispute(Seat(4))).ThenRefused("softConflict");
        offered.When(Dispute(Seat(5))).ThenRefused("notOnPanel");
        offered.When(new CaseCommand.RecallTransfer(Seat(4), Monday, Transfer)).ThenRefused("notOnPanel");
        offered.After(Dispute(Seat(1))).Then<CaseEvent.TransferDisputed>();
        offered.After(Dispute(Id(999))).Then<CaseEvent.TransferDisputed>();

        CaseCommand.DisputeTransfer Dispute(Guid seat) => new(seat, Monday, Transfer);
    }

    [Fact]
    public void Nobody_settles_its_own_dispute()
    {
        var foundation = Opened(Body(3, kind: "foundation")).Answered(1, Conflict.Hard).Cleared(2).Answered(3, Conflict.Hard)
            .After(new CaseCommand.OfferTransfer(Seat(2), Monday, Transfer, "meridian", null, null, "all"));
        foundation.When(Refusing("noPanel")).ThenRefused("lastInstance");
        foundation.When(new CaseCommand.DisputeTransfer(Seat(2), Monday, Transfer)).ThenRefused("lastInstance");
        foundation.After(Passed(Thursday)).Then<CaseEvent.TransferSettled>().By.ShouldBe("rule");
    }

    [Fact]
    public void Time_hands_over_what_a_rule_gives_once_nobody_is_left_to_be_asked()
    {
        var disputed = Mandatory().After(Refusing("noPanel"));
        var settleBy = disputed.State.Offer!.SettleBy!.Value;
        Disputing.HandsOver(disputed.State, settleBy.AddTicks(-1)).ShouldBeFalse("the arbiter still has time");
        Disputing.HandsOver(disputed.State, settleBy).ShouldBeTrue();
        Disputing.HandsOver(Mandatory().State, Thursday).ShouldBeFalse("an arbiter is asked first");
        Disputing.HandsOver(Voluntary().After(new CaseCommand.DisputeTransfer(Seat(2), Monday, Transfer)).State, settleBy.AddDays(9)).ShouldBeFalse("no rule gives it");

        var alone = Mandatory().State with { Handling = Body() with { Parent = null, Policy = Policy() with { Arbiter = null } } };
        Disputing.HandsOver(alone, Thursday.AddTicks(-1)).ShouldBeFalse();
        Disputing.HandsOver(alone, Thursday).ShouldBeTrue("there is no arbiter");
    }

    [Fact]
    public void An_offer_nobody_has_to_take_and_nobody_answers_is_refused_where_there_is_no_arbiter()
    {
        var given = Voluntary();
        given = given with { State = given.State with { Handling = given.State.Handling with { Parent = null, Policy = Policy() with { Arbiter = null } } } };

        var refused = given.After(Passed(Thursday));

        refused.Then<CaseEvent.TransferRefused>().ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("noAnswer"), r => r.Text.ShouldBeNull());
        refused.State.HasGone.ShouldBeFalse();
    }

    [Fact]
    public void J12_only_what_lies_within_one_project_goes_down()
    {
        CaseCommand.OfferTransfer Down(string to) => Offer(to) with { Down = true };
        Opened(Body(kind: "foundation")).Ready().After(Down("sextant")).Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J12");
        Opened(Body(kind: "foundation")).Ready().When(Down("astrolabe")).ThenRefused("notWithinRemit");
        Opened(Body(kind: "foundation"), projects: ["sextant", "astrolabe"]).Ready().When(Down("sextant")).ThenRefused("notWithinRemit");
        Opened(Body(kind: "foundation"), projects: []).Ready().When(Down("sextant")).ThenRefused("notWithinRemit");
        var ofAnEvent = Opened(Body(kind: "foundation")).Ready();
        new GivenCase(ofAnEvent.State with { Event = "orrerycon" }, Monday).When(Down("sextant")).ThenRefused("notWithinRemit");
        Opened(Body(kind: "foundation")).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, Factors.SuspectedLawViolation, true)).When(Down("sextant")).ThenRefused("notWithinRemit");
    }
}
