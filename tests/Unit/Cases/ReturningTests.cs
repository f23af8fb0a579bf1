using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>For seven days a hand-over can be undone: by whoever has the case, by the sender while nobody took it up, by an arbiter.</summary>
public sealed partial class ReturningTests
{
    private static readonly Guid Transfer = Id(50);
    private static readonly DateTimeOffset HandedOver = Monday.AddHours(48);

    private static HandlingBody Orrery => Body(5, kind: "foundation");

    /// <summary>Without a rule that demands it, sextant gave its case to orrery, whose members answered that they have no conflict.</summary>
    private static Pair Given(bool takenUp = true, Func<GivenCase, GivenCase>? before = null)
    {
        var sender = (before ?? (g => g))(Opened().Ready()).After(new CaseCommand.OfferTransfer(Seat(1), Monday, Transfer, "orrery", "J7", "our view", "all")).Later(TimeSpan.FromHours(48));
        var accepting = new CaseCommand.AcceptTransfer(HandedOver, Transfer, Id(702), Orrery, [new CaseSubject(Rex, "wren", Identification.Claimed)]);
        var begun = Transferring.Begin(sender.State, accepting);
        var receiver = new GivenCase(CaseState.None.Apply(begun) with { Version = begun.Count }, HandedOver) { Events = begun };
        return new(sender.After(accepting), takenUp ? receiver.Cleared() : receiver);
    }

    private static HandBack.Return GivingBack(TimeSpan? after = null) => new(Seat(2), HandedOver + (after ?? TimeSpan.FromDays(1)), Transfer, "wrongBody", "It is theirs.", Body());

    [Fact]
    public void Given_back_the_old_case_goes_on_where_it_was_and_the_other_ends()
    {
        var pair = Given().There(new CaseCommand.Triage(Seat(1), HandedOver, "high", "high", null), new CaseCommand.AddNote(Seat(1), HandedOver, Id(3), "their note"));

        var back = pair.When(GivingBack());

        back.Sender.State.HasGone.ShouldBeFalse();
        back.Sender.State.Stage.ShouldBe(pair.Sender.State.Stage);
        back.Sender.State.Panel.Count(p => p.Clean).ShouldBe(5);
        back.Sender.State.Carried.Select(t => (t.Kind, t.Text.Value)).ShouldBe([("context", "It is theirs."), ("note", "their note")]);
        back.Sender.State.CameBack!.Work.ShouldBe(["triaged", "noted"]);
        back.Sender.State.Offer!.State.ShouldBe("returned");
        back.Sender.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("sextant");
        back.Sender.Proposed().State.Proposals.ShouldHaveSingleItem();
        back.Receiver.State.Gone.ShouldBe(new(Transfer, "sextant", Id(700), HandedOver.AddDays(1)));
        back.Receiver.When(new CaseCommand.AddNote(Seat(1), HandedOver, Id(4), "late")).ThenRefused("caseTransferred");
        back.When(GivingBack()).Refusal.ShouldTell("transferEnded");
    }

    [Fact]
    public void Clocks_run_on_from_first_receipt_and_what_the_reporter_was_told_stays_told()
    {
        var pair = Given(before: g => g with { State = g.State with { AcknowledgedAt = null, Unacknowledged = [Report] } });
        pair.Receiver.State.Unacknowledged.ShouldBe([Report]);
        pair = pair.There(new CaseCommand.Acknowledge(Seat(1), HandedOver.AddHours(1), "We have it."));

        var back = pair.When(GivingBack());

        back.Sender.State.AcknowledgeDue.ShouldBe(pair.Sender.State.AcknowledgeDue);
        back.Sender.State.AcknowledgedAt.ShouldBe(HandedOver.AddHours(1));
        back.Sender.State.CameBack!.Work.ShouldContain("acknowledged");
        back.Sender.When(new CaseCommand.Acknowledge(Seat(1), HandedOver.AddDays(2), "again")).ThenRefused("alreadyAcknowledged");
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "recallWindowOver")]
    public void The_window_is_seven_days(int ticks, string? refused)
    {
        var pair = Given();

        (pair.When(GivingBack(TimeSpan.FromDays(7) + TimeSpan.FromTicks(ticks))).Refusal?.Code).ShouldBe(refused);
        pair.Sender.When(new CaseCommand.EndRecallWindow(HandedOver.AddDays(7).AddTicks(ticks))).State.WindowEnded.ShouldBe(refused is not null);
    }

    [Fact]
    public void Once_the_copy_is_closed_for_good_nothing_brings_it_back_whatever_a_clock_says()
    {
        var pair = Given();
        pair = pair with { Sender = pair.Sender.After(new CaseCommand.EndRecallWindow(HandedOver.AddDays(7))) };

        pair.When(GivingBack()).Refusal.ShouldTell("recallWindowOver");
        pair.Sender.When(new CaseCommand.EndRecallWindow(HandedOver.AddDays(8))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_case_somebody_has_never_ends_its_window() =>
        Opened().Ready().When(new CaseCommand.EndRecallWindow(Monday.AddDays(30))).Events.ShouldBeEmpty();

    [Fact]
    public void The_sender_takes_it_back_only_while_nobody_there_has_taken_it_up()
    {
        HandBack.Recall recall = new(Seat(1), HandedOver.AddHours(1), Transfer, Body());

        Given(takenUp: false).When(recall).Sender.State.HasGone.ShouldBeFalse();
        Given(takenUp: false).When(recall with { Seat = Seat(77) }).Refusal.ShouldTell("notOnPanel");
        Given().When(recall).Refusal.ShouldTell("takenUp");
    }

    [Fact]
    public void Only_who_may_read_it_gives_it_back()
    {
        var pair = Given(takenUp: false);
        pair.When(GivingBack()).Refusal.ShouldTell("notOnPanel");
    }

    [Fact]
    public void A_case_that_a_rule_took_away_comes_back_only_by_an_arbiters_word()
    {
        var pair = Given().There(new CaseCommand.RecordRiskFactor(Seat(1), HandedOver, Factors.SuspectedLawViolation, true));
        pair.When(GivingBack()).Refusal.ShouldBe(new("mandatoryTransfer", "P16", "Rule J4 gives the case to orrery: only an arbiter sends it back."));

        var contested = pair.When(new HandBack.Contest(Seat(1), HandedOver.AddHours(2), Transfer));
        contested.Receiver.State.Contested!.Arbiter.ShouldBe("meridian");
        var back = contested.When(new HandBack.Settle(HandedOver.AddHours(3), Transfer, Body()));

        back.Sender.State.Overruled.Select(o => (o.Rule, o.By, o.At)).ShouldBe([("J4", "meridian", HandedOver.AddHours(3))]);
        back.Sender.State.RiskFactors.ShouldBe([Factors.SuspectedLawViolation]);
        back.Sender.Proposed().State.Proposals.ShouldHaveSingleItem();
    }

    [Fact]
    public void While_an_arbiter_is_asked_nothing_is_decided_and_it_goes_nowhere()
    {
        var contested = Given().When(new HandBack.Contest(Seat(3), HandedOver.AddHours(2), Transfer));
        var there = contested.Receiver.After(new CaseCommand.Triage(Seat(1), HandedOver, "medium", "medium", null)).Heard();

        there.When(new CaseCommand.Propose(Seat(1), there.Now, TheProposal, "meeting", there.Suspending(10))).ThenRefused("transferDisputed");
        there.When(new CaseCommand.OfferTransfer(Seat(1), there.Now, Id(51), "meridian", null, null, "all")).ThenRefused("transferDisputed");
        there.After(new CaseCommand.AddNote(Seat(1), there.Now, Id(5), "the rest goes on"));
        contested.Sender.When(new CaseCommand.EndRecallWindow(HandedOver.AddDays(9))).Events.ShouldBeEmpty();
        contested.When(new HandBack.Contest(Seat(1), HandedOver.AddHours(3), Transfer)).Refusal.ShouldTell("transferDisputed");
        contested.When(GivingBack(TimeSpan.FromDays(8))).Sender.State.HasGone.ShouldBeFalse("whoever has it may still give it back");
    }

    [Fact]
    public void A_silent_arbiter_leaves_it_where_it_is()
    {
        var contested = Given().When(new HandBack.Contest(Seat(3), HandedOver.AddHours(2), Transfer));
        var settleBy = contested.Sender.State.Contested!.SettleBy;
        CaseDue.Of(contested.Sender.State).ShouldBe([new(Returning.Unsettled, Transfer, settleBy)]);

        contested.When(new HandBack.PassTime(settleBy.AddTicks(-1), Transfer)).Sender.Events.ShouldBeEmpty();
        var confirmed = contested.When(new HandBack.PassTime(settleBy, Transfer));

        confirmed.Sender.State.Offer!.State.ShouldBe("confirmed");
        confirmed.Receiver.State.Contested.ShouldBeNull();
        confirmed.When(GivingBack()).Refusal.ShouldTell("transferEnded");
        CaseDue.Of(confirmed.Sender.State).ShouldHaveSingleItem().ShouldBe(new("destroyKeys", Transfer, HandedOver.AddDays(7)));
    }

    [Fact]
    public void What_was_decided_there_stays_there()
    {
        var pair = Given().There(new CaseCommand.Triage(Seat(1), HandedOver, "medium", "medium", null));
        pair = pair with { Receiver = pair.Receiver.Heard().Proposed(FindingNothing).Voted("yes", 1, 2, 3) };
        pair.When(GivingBack()).Receiver.Events.OfType<CaseEvent.ProposalVoided>().ShouldHaveSingleItem("an open proposal ends with a word").Because.ShouldBe("transfer");

        var decided = pair with { Receiver = pair.Receiver.MeetingClosed() };
        decided.Receiver.State.Decision.ShouldNotBeNull();
        decided.When(GivingBack()).Refusal.ShouldTell("workWithConsequences");
        decided.When(new HandBack.Contest(Seat(1), HandedOver.AddHours(2), Transfer)).Refusal.ShouldTell("workWithConsequences");
    }

    [Fact]
    public void Reports_that_came_from_elsewhere_are_not_given_away_with_it()
    {
        var pair = Given();
        pair = pair.There(LinkingOf(pair.Receiver.State, Id(801)) with { At = HandedOver });
        pair.When(GivingBack()).Refusal.ShouldTell("otherReports");
    }

    [Fact]
    public void It_is_not_given_back_where_nobody_is_left_and_whoever_left_meanwhile_is_not_let_in_again()
    {
        var pair = Given();
        HandlingBody Left(params int[] seats) => Body() with { Seats = [.. Body().Seats.Where(s => seats.Select(Seat).Contains(s.Seat))] };

        pair.When(GivingBack() with { Sender = Body() with { Seats = [] } }).Refusal.ShouldTell("nobodyThere");
        pair.When(GivingBack() with { Sender = Left(4) }).Refusal.ShouldTell("mandatoryTransfer", "one alone decides nothing");
        var back = pair.When(GivingBack() with { Sender = Left(2, 3, 4) });

        back.Sender.State.Panel.Where(p => p.Sees).Select(p => p.Seat).ShouldBe([Seat(2), Seat(3), Seat(4)]);
        back.Sender.Events.OfType<CaseEvent.SeatLeft>().Count().ShouldBe(2);
    }

    [Fact]
    public void Whoever_was_found_out_after_the_other_service_said_who_sits_there_is_not_asked_about_themselves()
    {
        var back = Given().When(GivingBack() with { SetAside = [Seat(5)] });

        back.Sender.Events.OfType<CaseEvent.SeatLeft>().ShouldHaveSingleItem().Seat.ShouldBe(Seat(5));
        back.Sender.State.SeatOf(Seat(5))!.Sees.ShouldBeFalse();
    }

    [Fact]
    public void A_case_that_went_on_is_not_given_back_over_its_new_owners_head()
    {
        var pair = Given().There(new CaseCommand.OfferTransfer(Seat(1), HandedOver, Id(51), "meridian", null, null, "all"));
        pair.When(GivingBack()).Receiver.Then<CaseEvent.TransferRecalled>().Transfer.ShouldBe(Id(51));

        var meridian = Orrery with { Slug = "meridian", Kind = "parent", Parent = null };
        pair = pair.There(new CaseCommand.AcceptTransfer(HandedOver.AddDays(3), Id(51), Id(703), meridian, []));
        pair.When(GivingBack(TimeSpan.FromDays(4))).Refusal.ShouldTell("caseTransferred");
    }

    [Fact]
    public void An_offer_of_a_case_that_went_back_is_taken_by_nobody()
    {
        var pair = Given().There(new CaseCommand.OfferTransfer(Seat(1), HandedOver, Id(51), "meridian", null, null, "all"));
        var back = pair.When(GivingBack());

        back.Receiver.When(new CaseCommand.AcceptTransfer(HandedOver.AddDays(3), Id(51), Id(703), Orrery, [])).ThenRefused("transferEnded");
    }

    [Fact]
    public void Measures_go_with_the_case_both_ways_and_can_be_reviewed_where_it_is()
    {
        var pair = Given(before: g => g.After(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(60), Rex, "mute", ["chat:sextant"], Monday.AddDays(20), "he goes on")));
        pair.Receiver.State.Interim.ShouldHaveSingleItem().Reason.ShouldBe("he goes on");
        pair = pair.There(
            new CaseCommand.Triage(Seat(1), HandedOver, "medium", "medium", null), new CaseCommand.ReviewInterimMeasure(Seat(2), HandedOver, Id(60), "narrow", Monday.AddDays(10)),
            new CaseCommand.TakeInterimMeasure(Seat(1), HandedOver, Id(61), Rex, "noContact", [], Monday.AddDays(6), "she is afraid"));

        var back = pair.When(GivingBack());

        back.Sender.State.Interim.Select(m => (m.Id, m.Verdict, m.Until)).ShouldBe([(Id(60), "narrowed", Monday.AddDays(10)), (Id(61), null, Monday.AddDays(6))]);
    }

    [Fact]
    public void The_reporters_wish_that_it_should_end_travels_both_ways()
    {
        var pair = Given(before: g => g.After(new CaseCommand.HearFromReporter(Monday, Report, Id(62), "withdrawal")));
        pair.Receiver.State.WithdrawnByReporter.ShouldBeTrue();

        var later = Given().There(new CaseCommand.HearFromReporter(HandedOver, Report, Id(62), "withdrawal"));
        later.When(GivingBack()).Sender.State.WithdrawnByReporter.ShouldBeTrue();
    }

    [Fact]
    public void An_appeal_that_moved_up_stays_there()
    {
        var pair = Given();
        var appeal = new AppealOf(Id(52), "sextant", Id(53), "accused", Rex, null, [], [], [], Monday);
        pair = pair with { Receiver = pair.Receiver with { State = pair.Receiver.State with { AppealOf = appeal } } };

        foreach (var asked in new HandBack[] { GivingBack(), new HandBack.Recall(Seat(1), HandedOver.AddDays(1), Transfer, Body()), new HandBack.Contest(Seat(1), HandedOver.AddDays(1), Transfer) })
        {
            pair.When(asked).Refusal.ShouldTell("appealStays");
        }
    }

    [Fact]
    public void Whom_the_other_body_found_to_be_a_mistake_is_one_here_too()
    {
        var pair = Given(before: g => g.After(
                new CaseCommand.Identify(Seat(1), Monday, Rex, [], null, null, true), new CaseCommand.Identify(Seat(2), Monday, Rex, [], null, null, true),
                new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We look into it."), new CaseCommand.Approve(Seat(2), Monday, Id(31))))
            .There(Mistaken(1), Mistaken(2));
        pair.Receiver.State.Subjects[0].Mistaken.ShouldBeTrue();
        pair.Sender.State.Notices.ShouldHaveSingleItem().Struck.ShouldBeFalse();

        var back = pair.When(GivingBack());

        back.Sender.Then<CaseEvent.SubjectMistaken>().Reason.Value.ShouldBe("another account");
        back.Sender.ThenNot<CaseEvent.SubjectConfirmed>();
        back.Sender.State.Subjects[0].Mistaken.ShouldBeTrue();
        back.Sender.Then<CaseEvent.IncidentNoticeStruck>();
        back.Sender.Then<CaseEvent.CommunicationDrafted>().Person.ShouldBe(Rex, "we told them, so we tell them this too");
    }

    [Fact]
    public void Confirmed_there_and_then_a_mistake_is_not_confirmed_here()
    {
        var pair = Given().There(
            new CaseCommand.Identify(Seat(1), HandedOver, Rex, [], null, null, true), new CaseCommand.Identify(Seat(2), HandedOver, Rex, [], null, null, true), Mistaken(1), Mistaken(2));

        pair.When(GivingBack()).Sender.ThenNot<CaseEvent.SubjectConfirmed>();
    }

    private static CaseCommand.MarkMistaken Mistaken(int seat) => new(Seat(seat), HandedOver, Rex, "another account");

    private sealed record Pair(GivenCase Sender, GivenCase Receiver)
    {
        public Refusal? Refusal { get; private init; }

        public Pair There(params CaseCommand[] commands) => this with { Receiver = Receiver.After(commands) };

        public Pair When(HandBack asked)
        {
            var decision = Returning.Decide(Sender.State, Receiver.State, asked);
            (decision.Refusal is not null && decision.Former.Count + decision.Present.Count > 0).ShouldBeFalse("a refused command leaves no events");
            return new(Applied(Sender, decision.Former, asked.At), Applied(Receiver, decision.Present, asked.At)) { Refusal = decision.Refusal };
        }

        private static GivenCase Applied(GivenCase given, IReadOnlyList<CaseEvent> events, DateTimeOffset at) => new(given.State.Apply(events), at) { Events = events };
    }
}
