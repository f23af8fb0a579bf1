using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed class WorkingTests
{
    [Fact]
    public void Acknowledging_tells_every_reporter_once()
    {
        var given = Opened().Cleared(1).After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."));
        given.Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Report);
        given.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.Acknowledged), s => s.AcknowledgedAt.ShouldBe(Monday));
        given.When(new CaseCommand.Acknowledge(Seat(1), Monday, "Again.")).ThenRefused("alreadyAcknowledged");
    }

    [Fact]
    public void Each_of_several_reporters_is_told_in_a_message_of_their_own_and_that_it_goes_on_is_said_once()
    {
        var told = Opened().Cleared().Linked(Id(801)).Cleared().After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it.")).Events.OfType<CaseEvent.ReporterMessaged>().ToList();
        told.Select(m => m.Report).ShouldBe([Report, Id(801)]);
        told.Select(m => m.Message).Distinct().Count().ShouldBe(2);

        var triaged = Opened().Cleared().After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it.")).Later(TimeSpan.FromHours(1));
        triaged = triaged.After(new CaseCommand.Triage(Seat(1), triaged.Now, "low", "low", null));
        triaged.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.Triaged), s => s.AcknowledgedAt.ShouldBe(Monday, "the receipt still says since when"));
        triaged.After(new CaseCommand.Triage(Seat(1), triaged.Now, "high", "high", null)).ThenNot<CaseEvent.StageReached>();
    }

    [Fact]
    public void The_foundation_is_told_of_a_violation_where_one_was_found_and_else_what_was_found()
    {
        CaseEvent.ResolutionNoticed Noticed(params Finding[] findings) => Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Ready().Heard(Tam)
            .Proposed(FindingNothing with { Findings = findings }).Voted("yes", 1, 2, 3).MeetingClosed().After(new CaseCommand.NoticeResolution(Seat(1), Monday)).Then<CaseEvent.ResolutionNoticed>();

        Noticed(new Finding(Rex, "noViolation", null), new Finding(Tam, Finding.Violation, "harassment")).Outcome.ShouldBe("violation");
        Noticed(new Finding(Rex, "notEstablished", null), new Finding(Tam, "notEstablished", null)).Outcome.ShouldBe("notEstablished");
    }

    [Fact]
    public void A_project_that_is_learnt_of_is_one_of_the_matter_until_it_is_decided_unless_somebody_here_said_that_it_is_not()
    {
        var learnt = new CaseCommand.LearnOfProject(Monday, "astrolabe");
        var given = Opened(Body(kind: "foundation")).Ready();

        given.After(learnt).Then<CaseEvent.ProjectNamed>().ShouldSatisfyAllConditions(p => p.Project.ShouldBe("astrolabe"), p => p.Concerned.ShouldBeTrue());
        given.After(learnt).When(learnt).Events.ShouldBeEmpty("known");
        given.After(learnt, new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", false)).When(learnt).Events.ShouldBeEmpty("what a human here said stays");
        given.Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().When(learnt).Events.ShouldBeEmpty("decided");
    }

    [Fact]
    public void What_is_written_to_an_appeal_is_heard_by_the_case_that_decides_it()
    {
        var appeal = Opened().State with { AppealOf = new AppealOf(Id(52), "astrolabe", Id(53), "reporter", null, Report, [], [], [], Monday) };
        var word = new CaseCommand.HearFromReporter(Monday, Report, Id(1), "message");

        CaseDecider.Decide(appeal, word with { Appeal = Id(52) }).Events.OfType<CaseEvent.ReporterWroteBack>().ShouldHaveSingleItem();
        CaseDecider.Decide(appeal, word with { Appeal = Id(99) }).Events.ShouldBeEmpty();
        CaseDecider.Decide(Opened().State, word with { Appeal = Id(52) }).Events.ShouldBeEmpty();
        CaseDecider.Decide(Opened().State, word).Events.OfType<CaseEvent.ReporterWroteBack>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_saw_it_has_a_key_of_their_own()
    {
        var named = Opened().Cleared(1).After(new CaseCommand.NameWitness(Seat(1), Monday, Id(60), null, "Ann")).Then<CaseEvent.WitnessNamed>();

        (named.Name!.Value, named.Name.Owner).ShouldBe(("Ann", $"witness:{Id(60)}"));
    }

    [Fact]
    public void Who_has_not_answered_may_do_nothing() => Opened().When(new CaseCommand.Acknowledge(Seat(1), Monday, "x")).ThenRefused("notOnPanel");

    [Fact]
    public void Triage_may_come_first_and_the_receipt_still_learns_of_the_acknowledgement()
    {
        var given = Opened().Cleared(1).After(new CaseCommand.Triage(Seat(1), Monday, "low", "high", "note"));
        given.State.Stage.ShouldBe(CaseStage.Triaged);
        given = given.After(new CaseCommand.Acknowledge(Seat(1), Monday, "We have it."));
        given.State.Stage.ShouldBe(CaseStage.Triaged);
        given.Then<CaseEvent.StageReached>().AcknowledgedAt.ShouldBe(Monday);
    }

    [Fact]
    public void Only_a_clean_seat_gets_the_case_in_hand()
    {
        Opened().Cleared(1).When(new CaseCommand.Assign(Seat(1), Monday, Seat(2))).ThenRefused("notOnPanel");
        var given = Opened().Cleared(1).After(new CaseCommand.Assign(Seat(1), Monday, Seat(1)));
        given.State.Assignee.ShouldBe(Seat(1));
        given.When(new CaseCommand.Assign(Seat(1), Monday, Seat(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_status_starts_its_clock_anew_and_on_hold_is_a_flag()
    {
        var given = Opened().Cleared().Triaged().Later(TimeSpan.FromDays(2));
        given = given.After(new CaseCommand.NoteStatus(Seat(1), given.Now, "investigating", null));
        given.State.Stage.ShouldBe(CaseStage.Investigating);
        given.State.StatusDue.ShouldBe(given.Now.AddDays(7));
        given = given.After(new CaseCommand.NoteStatus(Seat(1), given.Now, "onHold", "waiting"));
        given.State.OnHold.ShouldBeTrue();
        given.State.Stage.ShouldBe(CaseStage.Investigating);
        given.After(new CaseCommand.NoteStatus(Seat(1), given.Now, "deliberating", null)).State.ShouldSatisfyAllConditions(s => s.OnHold.ShouldBeFalse(), s => s.Stage.ShouldBe(CaseStage.Deliberating));
        Opened().Cleared(1).When(new CaseCommand.NoteStatus(Seat(1), Monday, "investigating", null)).ThenRefused("notTriaged");
    }

    [Fact]
    public void What_the_reporter_sends_is_noted_and_a_withdrawal_is_a_wish()
    {
        var given = Opened().After(new CaseCommand.HearFromReporter(Monday, Report, Id(1), "withdrawal"));
        given.State.WithdrawnByReporter.ShouldBeTrue();
        given.When(new CaseCommand.HearFromReporter(Monday, Id(999), Id(2), "message")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void An_interim_measure_ends_and_somebody_else_looks_at_it()
    {
        var take = new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", ["chat:sextant"], Monday.AddDays(10), "threats");
        Opened().Cleared().When(take).ThenRefused("notTriaged");
        var given = Opened().Cleared().Triaged().After(take);
        given.When(new CaseCommand.ReviewInterimMeasure(Seat(1), Monday, Id(5), "confirm", null)).ThenRefused("ownAct");
        given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(5), "narrow", Monday.AddDays(3))).State.Interim[0].Until.ShouldBe(Monday.AddDays(3));
        given.After(new CaseCommand.ReviewInterimMeasure(Seat(2), Monday, Id(5), "reverse", null)).State.Interim[0].Verdict.ShouldBe("reversed");
    }

    [Fact]
    public void Where_it_is_urgent_the_first_clean_seat_acts_for_72_hours()
    {
        var urgent = Opened(urgency: "urgent").Cleared(1);
        urgent.After(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", [], Monday.AddHours(72), "threats"));
        urgent.When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", [], Monday.AddHours(73), "threats")).ThenRefused("measureTooLong");
    }

    [Fact]
    public void Two_people_alone_act_for_seven_days_at_most() =>
        Opened(Body(2, policy: Policy(minimum: 2))).Cleared().Triaged()
            .When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", [], Monday.AddDays(8), "threats")).ThenRefused("measureTooLong");

    [Fact]
    public void A_seat_adds_evidence_once_and_it_goes_with_the_case()
    {
        Opened().When(new CaseCommand.AttachEvidence(Seat(1), Monday, Id(60))).ThenRefused("notOnPanel");
        var given = Opened().Cleared(1).After(new CaseCommand.AttachEvidence(Seat(1), Monday, Id(60)));
        given.State.Evidence.ShouldHaveSingleItem().By.ShouldBe(Seat(1));
        given.When(new CaseCommand.AttachEvidence(Seat(1), Monday, Id(60))).Events.ShouldBeEmpty();
        (given with { Events = [.. Transferring.Carry(given.State, CaseState.None, shared: true, _ => false, Monday)] }).Then<CaseEvent.EvidenceCarried>().ShouldBe(new(Id(60), Monday, Monday));
        Transferring.Carry(given.State, CaseState.None, shared: false, _ => false, Monday).ShouldBeEmpty("a summary carries no file");
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(31, "measureTooLong")]
    public void One_member_protects_for_thirty_days_at_most(int days, string? refused) =>
        (Opened().Ready().When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", ["chat:sextant"], Monday.AddDays(days), "threats")).Refusal?.Code).ShouldBe(refused);
}
