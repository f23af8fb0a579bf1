using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>J10, R20: two bodies, each with a case of its own; acting alone, the summary that is owed, the follow-up.</summary>
public sealed partial class JointTests
{
    private static readonly Guid Events = Id(300);

    [Fact]
    public void The_producer_has_it_first_and_its_event_staff_is_asked_beside_the_members()
    {
        var given = Lead();

        given.State.Joint!.ShouldSatisfyAllConditions(j => j.Leads.ShouldBeTrue(), j => j.Other.ShouldBe("orrery"), j => j.Mode.ShouldBe("undecided"), j => j.ChooseBy.ShouldBe(given.State.AcknowledgeDue));
        given.State.Panel.Select(p => p.Seat).ShouldBe([Seat(1), Seat(2), Events]);
        Lead(urgency: "urgent").State.Joint!.ChooseBy.ShouldBe(Monday.AddHours(2));
    }

    [Theory]
    [InlineData("notes", true)]
    [InlineData("summary", false)] // nobody to tell it yet
    [InlineData("interim-measures", false)] // not triaged
    [InlineData("proposals", false)]
    [InlineData("proposals/votes", false)]
    [InlineData("transfers", false)]
    [InlineData("subjects", false)]
    [InlineData("joint", false)]
    [InlineData("close", false)]
    [InlineData("conflict-confirmations", false)]
    [InlineData("interim-measures/review", false)]
    public void Event_staff_reads_and_works_it_and_decides_nothing(string command, bool may)
    {
        var given = Lead().After(new CaseCommand.AnswerConflict(Events, Monday, Conflict.None, [], null));

        Availability.Allowed(given.State, Events, given.Now).Contains(command).ShouldBe(may);
        given.State.ActingChair.ShouldBeNull();
        SteppingUp.HasNobody(given.State).ShouldBeTrue("nobody who decides has taken it");
        given.When(new CaseCommand.Propose(Events, Monday, TheProposal, "meeting", FindingNothing)).ThenRefused("noVote");
    }

    [Fact]
    public void Event_staff_counts_neither_as_present_nor_in_the_denominator()
    {
        var given = Lead().Cleared().Triaged().Proposed(FindingNothing).Voted("yes", 1, 2);

        given.When(new CaseCommand.Vote(Events, given.Now, TheProposal, "yes")).ThenRefused("noVote");
        given.When(new CaseCommand.CloseMeeting(Seat(1), given.Now, TheProposal, [Events])).ThenRefused("presentNotOnPanel");
        given.MeetingClosed().Then<CaseEvent.ProposalAdopted>().ShouldBe(new CaseEvent.ProposalAdopted(TheProposal, 2, 2, 2, given.Now));
    }

    [Fact]
    public void Event_staff_sees_what_is_joint_and_nothing_else()
    {
        var held = new TicketSeat(Events, "meridian", "eventStaff", false);
        var joint = Lead().After(new CaseCommand.AnswerConflict(Events, Monday, Conflict.None, [], null));
        CaseWall.Exists(Lead().State, [held]).ShouldBeNull();
        CaseWall.Exists(joint.State, [held])!.Seat.ShouldBe(Events);
        CaseWall.Exists(joint.State with { Joint = null }, [held]).ShouldBeNull();
        CaseWall.Exists(joint.State, [held with { Body = "orrery" }]).ShouldBeNull();
    }

    [Theory]
    [InlineData("immediateHarm")]
    [InlineData("vendorOnly")]
    [InlineData("noFoundationViolation")]
    [InlineData("resolvedByConversation")]
    [InlineData("riskToEmployees")]
    [InlineData("lawViolation")]
    [InlineData("legalExposure")]
    public void Acting_alone_is_recorded_with_its_ground_and_a_summary_is_due_in_three_business_days(string ground)
    {
        Jointly.Grounds.ShouldContain(ground);
        Jointly.Grounds.Count.ShouldBe(7);

        var chosen = Lead().Cleared().When(new CaseCommand.ChooseJoint(Seat(1), Monday, "alone", ground)).Then<CaseEvent.JointHandlingChosen>();

        (chosen.Mode, chosen.Ground, chosen.With, chosen.SummaryDue).ShouldBe(("alone", ground, "orrery", Monday.AddDays(3)));
    }

    [Fact]
    public void A_measure_at_once_is_acting_alone_against_immediate_harm()
    {
        var acted = Lead().After(Emergency(1));
        CaseDue.Of(acted.State).ShouldContain(new CaseDue(Jointly.Acted, acted.State.Id, Monday));
        var chosen = acted.When(new CaseCommand.PassJointTime(Monday)).Then<CaseEvent.JointHandlingChosen>();
        (chosen.Mode, chosen.Ground, chosen.By).ShouldBe(("alone", "immediateHarm", Events));
        CaseDue.Of(acted.After(new CaseCommand.PassJointTime(Monday)).State).ShouldNotContain(d => d.Kind == Jointly.Acted);
        var alone = Lead().Cleared().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "alone", "vendorOnly"));
        CaseDue.Of(alone.After(Emergency(1)).State).ShouldNotContain(d => d.Kind == Jointly.Acted); // it is chosen already
        CaseDue.Of(Opened().After(Emergency(1)).State).ShouldNotContain(d => d.Kind == Jointly.Acted);
    }

    [Fact]
    public void When_nobody_chooses_in_time_both_handle_it()
    {
        var given = Lead().Cleared();
        given.State.Joint!.ChooseBy.ShouldNotBeNull();
        given.When(new CaseCommand.PassJointTime(given.State.Joint.ChooseBy!.Value.AddTicks(-1))).Events.ShouldBeEmpty();

        var late = given.After(new CaseCommand.PassJointTime(given.State.Joint.ChooseBy.Value));

        late.Then<CaseEvent.JointHandlingChosen>().ShouldSatisfyAllConditions(c => c.Mode.ShouldBe("together"), c => c.By.ShouldBeNull(), c => c.SummaryDue.ShouldBeNull());
        late.When(new CaseCommand.PassJointTime(Monday.AddYears(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Together_is_not_taken_back_and_said_twice_it_is_said_once()
    {
        var together = Lead().Cleared().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "together", null));

        together.When(new CaseCommand.ChooseJoint(Seat(2), Monday, "together", null)).Events.ShouldBeEmpty();
        together.When(new CaseCommand.ChooseJoint(Seat(2), Monday, "alone", "vendorOnly")).ThenRefused("alreadyTogether");
        Opened().Cleared().When(new CaseCommand.ChooseJoint(Seat(1), Monday, "together", null)).ThenRefused("notJoint");
    }

    [Fact]
    public void The_summary_is_warned_of_then_breached_and_the_case_stays_open_until_it_is_sent()
    {
        var alone = Lead().Cleared().Triaged().Proposed(FindingNothing).Voted("yes", 1, 2).MeetingClosed().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "alone", "resolvedByConversation"));
        var due = alone.State.Joint!.SummaryDue!.Value;
        CaseDue.Of(alone.State).Where(d => d.Kind.StartsWith("summary", StringComparison.Ordinal)).Select(d => (d.Kind, d.At)).ShouldBe([("summaryReminder", Monday.AddDays(2)), ("summaryOverdue", due)]);

        var warned = alone.After(new CaseCommand.PassJointTime(due.AddHours(-1)));
        warned.Then<CaseEvent.SummaryReminded>();
        warned.When(new CaseCommand.Close(Seat(1), due, null)).Refusal!.Code.ShouldBeOneOf("summaryOwed", "notTold");
        var breached = warned.After(new CaseCommand.PassJointTime(due));
        breached.Then<CaseEvent.SummaryOverdue>();
        CaseDue.Of(breached.State).ShouldNotContain(d => d.Kind.StartsWith("summary", StringComparison.Ordinal));

        var sent = breached.After(new CaseCommand.SendSummary(Seat(2), due.AddHours(5), "We put him out."));
        sent.State.Joint!.ShouldSatisfyAllConditions(j => j.SummaryMetAt.ShouldBe(due.AddHours(5)), j => j.OwesSummary.ShouldBeFalse(), j => j.Overdue.ShouldBeTrue());
        warned.After(new CaseCommand.SendSummary(Seat(2), due, "In time.")).When(new CaseCommand.PassJointTime(due)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_told_is_screened_knows_the_ground_and_gets_the_summary_and_no_more()
    {
        var given = Told();
        given.State.Panel.Count.ShouldBe(5);
        given.State.Joint!.ShouldSatisfyAllConditions(j => j.InformedOnly.ShouldBeTrue(), j => j.Ground.ShouldBe("immediateHarm"));
        given.State.FollowedReports.ShouldBeEmpty();
        given.Events.OfType<CaseEvent.ReporterMessaged>().ShouldBeEmpty();
        CaseDue.Of(given.State).ShouldAllBe(d => d.Kind == "conflictAnswer" || d.Kind == "conflictReminder");

        var clean = given.Cleared();
        clean.When(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null)).ThenRefused("informedOnly");
        clean.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", FindingNothing)).ThenRefused("informedOnly");
        clean.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "astrolabe", null, null, "all")).ThenRefused("informedOnly");
        clean.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("summaryAwaited");
        var heard = clean.After(new CaseCommand.ReceiveSummary(Monday, "meridian", "We put him out."));
        heard.State.Joint!.Summaries.ShouldHaveSingleItem().Text.ShouldBe("We put him out.");
        heard.After(new CaseCommand.Close(Seat(1), Monday, null)).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void A_follow_up_is_opened_once_the_reporter_hears_of_it_and_it_is_limited_to_online_spaces()
    {
        var open = Told().Cleared().After(new CaseCommand.OpenFollowUp(Seat(1), Monday));
        open.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        open.When(new CaseCommand.OpenFollowUp(Seat(2), Monday)).ThenRefused("alreadyFollowedUp");
        open.When(new CaseCommand.Acknowledge(Seat(1), Monday, "again")).ThenRefused("alreadyAcknowledged");
        var ready = open.After(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null)).Heard();

        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("eventBan"))).ThenRefused("onlineSpacesOnly");
        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("suspension", "event:orrerycon"))).ThenRefused("onlineSpacesOnly");
        ready.When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(1), Rex, "escortOut", [], Monday.AddDays(1), "x")).ThenRefused("onlineSpacesOnly");
        ready.When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(1), Rex, "mute", ["event:orrerycon"], Monday.AddDays(1), "x")).ThenRefused("onlineSpacesOnly");
        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("suspension", "chat:orrery"))).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void The_producer_decides_for_its_own_and_not_for_the_foundations_spaces()
    {
        var ready = Lead().Cleared().Triaged().Heard();

        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("eventBan", bodies: null))).ThenRefused("ownCodeOnly");
        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("eventBan", bodies: ["meridian", "sextant"]))).ThenRefused("ownCodeOnly");
        ready.When(new CaseCommand.Propose(Seat(1), Monday, TheProposal, "meeting", With("eventBan", bodies: ["meridian"]))).Then<CaseEvent.DecisionProposed>();
        ready.When(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).ThenRefused("jointlyCompetent");
    }

    [Fact]
    public void After_acting_alone_the_two_may_still_go_on_together()
    {
        var lead = Lead().Cleared().After(new CaseCommand.ChooseJoint(Seat(1), Monday, "alone", "immediateHarm"));
        var again = lead.When(new CaseCommand.ChooseJoint(Seat(1), Monday, "together", null)).Then<CaseEvent.JointHandlingChosen>();
        again.OtherCase.ShouldBe(lead.State.Joint!.OtherCase!.Value);

        var told = Told().Cleared().After(JoinCommand("together"));

        told.State.Joint!.ShouldSatisfyAllConditions(j => j.InformedOnly.ShouldBeFalse(), j => j.OnlineOnly.ShouldBeFalse());
        told.Then<CaseEvent.ReporterMessaged>();
    }

    [Fact]
    public void What_the_foundation_is_only_told_of_moves_nowhere()
    {
        var given = Told();
        var hard = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.Answered(n, Conflict.Hard));

        hard.State.TransferDueBy.ShouldBeEmpty();
        CaseDue.Of(hard.State).ShouldNotContain(d => d.Kind == SteppingUp.NobodyLeft);
    }

    [Fact]
    public void A_seat_that_the_person_stands_above_is_hard_from_the_start_and_its_alternate_is_called()
    {
        var body = Body(5, alternates: 2, kind: "foundation");
        body = body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(2) || s.Seat == Seat(3) ? s with { Overseen = true } : s)] };

        var given = Opened(body, projects: []);

        given.State.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Seat).ShouldBe([Seat(2), Seat(3)]);
        given.Events.OfType<CaseEvent.ConflictRequested>().Select(r => r.Seat).ShouldBe([Seat(1), Seat(4), Seat(5), Seat(101), Seat(102)]);
        given.When(new CaseCommand.AnswerConflict(Seat(2), Monday, Conflict.None, [], null)).ThenRefused("neverLower");
    }

    [Theory]
    [InlineData(3, true)] // 3 of 5
    [InlineData(2, false)]
    public void Seats_hard_by_oversight_count_for_the_majority(int overseen, bool due)
    {
        var body = Body(5);
        body = body with { Seats = [.. body.Seats.Select((s, i) => i < overseen ? s with { Overseen = true } : s)] };

        Opened(body).State.TransferDueBy.Contains("J3").ShouldBe(due);
    }

    [Fact]
    public void A_duplicate_is_linked_before_the_two_have_chosen_and_the_other_body_gets_both()
    {
        var into = Lead().Cleared();
        var own = Duplicate(into.State, Id(801), Monday) with { Joint = into.State.Joint };
        var linked = into.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own, []));

        var other = new GivenCase(CaseState.None, Monday).After(JoinCommand("together") with { Lead = linked.State });
        other.Then<CaseEvent.ReportLinked>().Report.Report.ShouldBe(Id(801));
        other.State.ReportIds.ShouldBe([Report, Id(801)]);
        into.When(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own with { Joint = own.Joint! with { OtherCase = Id(70) } }, [])).ThenRefused("jointCase");
    }

    [Theory]
    [InlineData("alone")]
    [InlineData("together")]
    public void What_turns_out_to_be_urgent_where_it_is_led_or_that_somebody_is_under_age_the_other_learns_once(string mode)
    {
        var lead = Lead().Cleared().After(new CaseCommand.NoteMinor(Seat(1), Monday.AddHours(1)));
        var other = new GivenCase(CaseState.None, Monday).After(JoinCommand(mode));
        var learn = new CaseCommand.LearnFromLead(Monday.AddHours(1), lead.State);

        var learnt = other.After(learn);

        learnt.Then<CaseEvent.UrgencyRaised>().ShouldBe(new("minor", Guid.Empty, Monday.AddHours(1)));
        learnt.Then<CaseEvent.MinorNoted>().Since.ShouldBe(Monday.AddHours(1));
        learnt.Events.OfType<CaseEvent.SeatReminded>().Select(r => r.Seat).ShouldBe(Enumerable.Range(1, 5).Select(Seat), "as by a seat of its own");
        learnt.When(learn).Events.ShouldBeEmpty("once");
        other.After(learn with { Lead = Lead().Cleared().After(new CaseCommand.RaiseUrgency(Seat(1), Monday, "ongoingThreat")).State }).ThenNot<CaseEvent.MinorNoted>();
        other.When(learn with { Lead = lead.State with { Id = Id(77) } }).Events.ShouldBeEmpty("not of a case it is not joint with");
        lead.When(learn).Events.ShouldBeEmpty("who leads learns nothing from it");
    }

    [Fact]
    public void What_was_raised_before_both_handle_it_comes_along_when_they_do()
    {
        var lead = Lead().Cleared().After(new CaseCommand.RaiseUrgency(Seat(1), Monday, "ongoingThreat"));

        Told().After(JoinCommand("together") with { Lead = lead.State }).Then<CaseEvent.UrgencyRaised>().Because.ShouldBe("ongoingThreat");
    }

    private static GivenCase Lead(string urgency = "normal") => new GivenCase(CaseState.None, Monday).After(new CaseCommand.Open(
        Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), urgency, [], "orrerycon", Meridian, [new CaseSubject(Rex, "heron", Identification.Claimed)], "J10", "jointEvent")
    {
        JointWith = "orrery",
    });

    private static HandlingBody Meridian => new(
        "meridian", "parent", "meridian", null, 1, Policy(minimum: 2) with { Arbiter = "outside" },
        [.. Enumerable.Range(1, 2).Select(n => new HandlingSeat(Seat(n), Id(n + 500), "member", n == 1, "appointed", n)), new HandlingSeat(Events, Id(800), "eventStaff", false, "appointed", 1)]);

    private static GivenCase Told() => new GivenCase(CaseState.None, Monday).After(JoinCommand("alone"));

    private static CaseCommand.Join JoinCommand(string mode) => new(
        Monday, Id(702), Lead().State, mode, mode == "alone" ? "immediateHarm" : null, mode == "alone" ? Monday.AddDays(3) : null, Body(5, kind: "foundation"),
        [new CaseSubject(Rex, "egret", Identification.Claimed)]);

    private static CaseCommand.NoteEmergency Emergency(int measure) =>
        new(Monday, Id(measure), Report, Rex, "escortOut", ["event:orrerycon"], Monday.AddDays(1), true, Events, Id(800), Monday);

    private static DecisionContent With(string type, string? space = null, IReadOnlyList<string>? bodies = null) => new(
        [new Finding(Rex, Finding.Violation, "harassment")],
        [new Remedy(Rex, type, new Scope(type == "eventBan" && space is null ? bodies : ["orrery"], space is null ? [] : [space]), Monday, Monday.AddDays(30), false, "automatic", false, null, null, null)], null, null, Why);
}
