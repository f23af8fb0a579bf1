using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A decision says something of each person by itself (R46, P22): category, time and protection of one are not another's; and it takes everything else off the table.</summary>
public sealed class DecidingForSeveralTests
{
    private static readonly Guid Lark = Id(902);

    private static GivenCase Two() => Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().Heard().Heard(Tam);

    private static DecisionContent Both(params Func<Remedy, Remedy>[] remedies)
    {
        var suspending = Opened().Suspending(30);
        var remedy = suspending.Remedies[0];
        return suspending with
        {
            Findings = [new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, Finding.Violation, "insult")],
            Remedies = remedies.Length == 0 ? [remedy, remedy with { Person = Tam }] : [.. remedies.Select(change => change(remedy))],
        };
    }

    private static GivenCase Decided(GivenCase given, DecisionContent content) => given.Proposed(content).Voted("yes", 1, 2, 3).MeetingClosed();

    private static CaseCommand.Propose Proposing(DecisionContent content) => new(Seat(1), Monday, TheProposal, "meeting", content);

    private static CaseCommand.TakeInterimMeasure Mute(int id, Guid person) => new(Seat(2), Monday, Id(id), person, "mute", [], Monday.AddDays(9), "threats");

    [Fact]
    public void Each_measure_has_the_category_of_its_own_person_and_its_own_times()
    {
        var measures = Decided(Two(), Both(r => r with { Person = Tam, From = Monday.AddDays(2) }, r => r with { From = Monday.AddDays(-2), CountsAsPriorUntil = Monday.AddDays(99) })).Then<CaseEvent.DecisionRecorded>().Measures;

        measures.Select(m => (m.Person, m.Category, m.From)).ShouldBe([(Tam, "insult", Monday.AddDays(2)), (Rex, "harassment", Monday)]);
        measures[0].CountsAsPriorUntil.ShouldBe(Monday.AddDays(30).AddMonths(24));
        measures[1].CountsAsPriorUntil.ShouldBe(Monday.AddDays(99), "as it was decided");
        measures.Select(m => m.Sanction).ShouldBeUnique();
    }

    [Fact]
    public void What_holds_for_ever_has_no_end_and_counts_without_one()
    {
        var measure = Opened().Ready().Proposed(Opened().BanningForEver()).Voted("yes", 1, 2, 3, 4, 5).MeetingClosed().State;

        var content = measure.Proposals[0].Content;
        Deciding.Record(measure, measure.Proposals[0] with { Content = content with { Remedies = [content.Remedies[0] with { Until = Monday.AddDays(3) }] } }, Monday).OfType<CaseEvent.DecisionRecorded>().Single().Measures.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(m => m.Until.ShouldBeNull(), m => m.CountsAsPriorUntil.ShouldBeNull());
    }

    [Fact]
    public void Whatever_else_is_on_the_table_goes_with_the_decision_and_what_was_off_it_already_does_not_go_again()
    {
        var given = Two().After(Proposing(FindingNothing) with { Proposal = Id(722) }, Proposing(FindingNothing) with { Proposal = Id(723) });
        given = given.After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(722), "no"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(722), []));

        Decided(given, Both()).Then<CaseEvent.ProposalVoided>().ShouldSatisfyAllConditions(v => v.Proposal.ShouldBe(Id(723)), v => v.Because.ShouldBe("decided"));
    }

    [Fact]
    public void What_protected_from_who_is_cleared_ends_and_what_protects_from_another_goes_on()
    {
        var given = Two().After(Mute(5, Rex), Mute(6, Tam));
        var content = Opened().Suspending(30) with { Findings = [new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, "noViolation", null)] };

        Decided(given, content).Then<CaseEvent.InterimMeasureReviewed>().ShouldSatisfyAllConditions(r => r.Measure.ShouldBe(Id(6)), r => r.Verdict.ShouldBe("reversed"));
        Decided(given, content with { Findings = [content.Findings[0], new Finding(Tam, "outOfScope", null)] }).ThenNot<CaseEvent.InterimMeasureReviewed>();
    }

    [Fact]
    public void The_votes_confirm_who_violated_and_nobody_of_whom_nothing_was_found()
    {
        var content = Opened().Suspending(30) with { Findings = [new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, "noViolation", null)] };

        Decided(Two(), content).Events.OfType<CaseEvent.SubjectConfirmed>().Select(c => (c.Person, c.Cause)).ShouldBe([(Rex, "decision")]);
        Decided(Two(), Both()).Events.OfType<CaseEvent.SubjectConfirmed>().Select(c => c.Person).ShouldBe([Rex, Tam]);
    }

    [Fact]
    public void Nobody_is_limited_beside_another_without_a_violation_of_their_own_or_beyond_the_project()
    {
        var violationOfOne = Both() with { Findings = [new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, "noViolation", null)] };
        Two().When(Proposing(violationOfOne)).ThenRefused("P22");
        CaseCommand Says(int seat) => new CaseCommand.Identify(Seat(seat), Monday, Tam, [], null, null, true);
        Two().After(Says(1), Says(2)).When(Proposing(violationOfOne)).ThenRefused("remedyWithoutViolation");

        Two().When(Proposing(Both(r => r, r => r with { Person = Tam, Scope = new Scope(["sextant", "astrolabe"], []) }))).ThenRefused("P18");
        Two().When(Proposing(Both(r => r, r => r with { Person = Tam, Scope = new Scope(null, []) }))).ThenRefused("P18");
        Two().When(Proposing(Both() with { Offer = new Offer(null, "they are everywhere", Monday.AddDays(9)) })).ThenRefused("P18");
        Two().When(Proposing(Both() with { Offer = new Offer(["astrolabe"], "they are there too", Monday.AddDays(9)) })).Then<CaseEvent.DecisionProposed>();
    }

    [Fact]
    public void Present_is_nobody_who_has_a_conflict_whoever_else_is()
    {
        var given = Two().Answered(5, Conflict.Hard).Proposed(Both()).Voted("yes", 1, 2, 3);

        given.When(new CaseCommand.CloseMeeting(Seat(1), Monday, TheProposal, [Seat(1), Seat(5)])).ThenRefused("presentNotOnPanel");
        given.When(new CaseCommand.CloseMeeting(Seat(1), Monday, TheProposal, [Seat(1), Seat(4)])).Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void Each_of_several_persons_is_heard_in_their_own_time()
    {
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Cleared().Triaged().Heard();
        given.When(Proposing(Both())).ThenRefused("R40");
        given = given.After(new CaseCommand.NoticeAccused(Seat(1), Monday, Id(60), Tam, "why", null, null, Monday.AddDays(7), false, null));

        given.When(new CaseCommand.Hear(Seat(1), Monday, Id(712), Tam, null, false, "no answer")).ThenRefused("answerTimeRuns");
        given.After(new CaseCommand.Hear(Seat(1), Monday, Id(712), Rex, null, false, "he had nothing to add"));
        Hearings.Heard(given.State, Rex, Monday).ShouldBeTrue();
        Hearings.Heard(given.State, Tam, Monday).ShouldBeFalse();
    }

    [Fact]
    public void Of_two_proposals_only_the_one_about_who_was_mistaken_is_void_whether_by_finding_or_by_measure()
    {
        var ofTam = FindingNothing with { Findings = [new Finding(Tam, "noViolation", null)] };
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed), new(Lark, "lark", Identification.Claimed)]).Cleared().Triaged().Heard().After(
            Proposing(FindingNothing), Proposing(ofTam) with { Proposal = Id(722) }, Proposing(ofTam with { Remedies = [Moves.Agreeing(Monday).Remedies[0]] }) with { Proposal = Id(723) });

        var mistaken = given.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account"));

        mistaken.Events.OfType<CaseEvent.ProposalVoided>().Select(v => v.Proposal).ShouldBe([TheProposal, Id(723)]);
        mistaken.ThenNot<CaseEvent.StageReached>();
    }

    [Fact]
    public void Of_several_reporters_each_who_was_written_to_learns_once_that_we_were_mistaken()
    {
        var (other, ann) = (Id(801), Id(810));
        var given = Opened().Cleared().Linked(other).Cleared().Triaged().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, ann, Report, false, "yes", false));
        foreach (var (to, thread, id) in new[] { ("reporter", Report, 30), ("reporter", Report, 31), ("affected", ann, 32) })
        {
            given = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(id), to, null, thread, "It was Rex."), new CaseCommand.Approve(Seat(2), Monday, Id(id)));
        }

        var mistaken = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(33), "reporter", null, other, "It was Rex."), new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another account"));

        mistaken.Events.OfType<CaseEvent.ReporterMessaged>().Select(m => m.Report).ShouldBe([Report, ann], "the other one was not sent anything");
    }
}
