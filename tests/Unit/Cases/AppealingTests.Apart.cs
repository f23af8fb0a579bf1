using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Several appeals and several persons: what becomes of one is nobody else's; and what an appeal's own case is called (R60, R61, P15).</summary>
public sealed partial class AppealingTests
{
    [Fact]
    public void One_person_s_appeal_is_not_another_s()
    {
        var told = Told().State;
        var tams = told with { Appeals = [new Appeal(Entry, "accused", Tam, null, [], "orrery", Monday)] };

        Appealing.IsPending(tams, Rex, null).ShouldBeFalse();
        Appealing.IsPending(tams, null, Report).ShouldBeFalse();
        Appealing.IsPending(tams with { Appeals = [tams.Appeals[0] with { Person = Rex }] }, Rex, null).ShouldBeTrue();
        var reporters = told with { Appeals = [new Appeal(Entry, "reporter", null, Id(801), [], "orrery", Monday)] };
        Appealing.IsPending(reporters, null, Report).ShouldBeFalse();
        Appealing.IsPending(reporters, Rex, null).ShouldBeFalse();
    }

    [Fact]
    public void Its_case_says_that_it_is_one_and_what_each_text_of_the_file_was()
    {
        var first = Told();
        var proposal = first.State.Proposals[0];
        var rationale = new Rationale(Texts.Panel("because"), Texts.Accused(Rex, "You wrote it."), Texts.Reporter(Report, "We saw it."));
        first = first with { State = first.State with { Proposals = [proposal with { Content = proposal.Content with { Rationale = rationale } }] } };

        var begun = CaseState.None.Apply(Appealing.Begin(first.State, ByRex()));

        (begun.Rule, begun.Because).ShouldBe(("P15", "appeal"));
        begun.Carried.Select(t => (t.Kind, t.Text.Value)).ShouldBe(
            [("appeal", "Two of them know her."), ("hearing", "I was tired."), ("rationale", "because"), ("rationaleForAccused", "You wrote it."), ("rationaleForReporter", "We saw it.")], ignoreOrder: true);
    }

    [Fact]
    public void Above_a_project_come_its_foundation_the_parent_and_whom_they_named_to_settle_it_and_above_the_parent_only_that_one()
    {
        var policy = Policy() with { Arbiter = "quadrant" };

        Appealing.Bodies(Opened(Body(policy: policy)).State).ShouldBe(["orrery", "meridian", "quadrant"]);
        Appealing.Bodies(Opened(Body(policy: policy, kind: "foundation")).State).ShouldBe(["orrery", "meridian", "quadrant"]);
        Appealing.Bodies(Opened(Body(policy: policy, kind: "parent") with { Slug = "meridian" }).State).ShouldBe(["meridian", "quadrant"]);
    }

    [Fact]
    public void What_is_overturned_finds_no_violation_of_anybody()
    {
        var given = Appeal(ByReporter());
        var mixed = FindingNothing with { Findings = [new Finding(Rex, "noViolation", null), new Finding(Tam, Finding.Violation, "insult")], AppealOutcome = "overturn" };

        Appealing.Beyond(given.State, mixed).ShouldTell("appealFindings");
    }

    [Fact]
    public void An_accused_person_s_appeal_frees_them_of_what_they_agreed_to_and_a_reporter_s_everybody()
    {
        var agreed = Moves.Agreeing(Monday);
        var given = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "gannet", Identification.Claimed)]).Ready().Proposed(
            agreed with { Findings = [.. agreed.Findings, agreed.Findings[0] with { Person = Tam }], Remedies = [.. agreed.Remedies, agreed.Remedies[0] with { Person = Tam }] }).Voted("yes", 1, 2, 3).MeetingClosed();
        IEnumerable<Guid> Freed(Guid? person, Guid? report) => (given with { State = given.State with { Appeals = [new Appeal(Entry, "x", person, report, [], "orrery", Monday)] } })
            .After(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], [])).State.Agreements.Where(a => !a.IsOpen).Select(a => a.Person);

        Freed(Rex, null).ShouldBe([Rex]);
        Freed(null, Report).ShouldBe([Rex, Tam]);
    }

    [Fact]
    public void Of_several_cases_about_the_same_decision_only_the_one_that_moved_is_elsewhere()
    {
        var tied = Appeal(ByRex()).After(new CaseCommand.LearnOfAppeal(Monday, Id(62)), new CaseCommand.LearnOfAppeal(Monday, Id(63)));

        tied.After(new CaseCommand.FollowAppeal(Monday, Id(62), Id(99))).State.SameDecision.ShouldBe([Id(99), Id(63)]);
    }

    [Fact]
    public void The_measures_end_once_and_an_appeal_that_changes_hands_was_acknowledged_when_it_was()
    {
        var overturned = Decide(Appeal(ByRex()), "overturn");
        overturned.Then<CaseEvent.FirstMeasuresOverturned>();
        overturned.After(new CaseCommand.Draft(Id(301), Monday, Id(70), "accused", Rex, null, "We have looked at it."), new CaseCommand.Approve(Id(302), Monday, Id(70))).ThenNot<CaseEvent.FirstMeasuresOverturned>();

        var open = Appeal(ByRex()).State with { AcknowledgedAt = Monday.AddDays(-2) };
        CaseState.None.Apply([.. Transferring.Carry(open, CaseState.None, true, _ => false, Monday).OfType<CaseEvent.AppealOpened>()]).AcknowledgedAt.ShouldBe(Monday);
        (CaseState.None with { AcknowledgedAt = Monday.AddDays(-2) }).Apply([.. Transferring.Carry(open, CaseState.None, true, _ => false, Monday).OfType<CaseEvent.AppealOpened>()]).AcknowledgedAt.ShouldBe(Monday.AddDays(-2));
    }

    [Fact]
    public void What_was_settled_before_it_was_stored_what_holds_instead_leaves_nothing_in_its_place()
    {
        var settled = Told().After(ByRex()).Apply(new CaseEvent.AppealSettled(Entry, "change", Monday));

        settled.State.Appeals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Findings.ShouldBeEmpty(), a => a.Measures.ShouldBeEmpty());
        WhatHolds.Of(settled.State, settled.State.Decision!).Measures.ShouldBeEmpty();
    }
}
