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
        given.After(new CaseCommand.NoteStatus(Seat(1), given.Now, "deliberating", null)).State.OnHold.ShouldBeFalse();
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
