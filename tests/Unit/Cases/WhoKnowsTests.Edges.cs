using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class WhoKnowsTests
{
    private static readonly Finding[] BothCleared = [new(Rex, "noViolation", null), new(Tam, "notEstablished", null)];

    private static Subject Of(GivenCase given, Guid person) => given.State.SubjectOf(person)!;

    [Fact]
    public void Whom_an_earlier_owner_heard_knows_and_on_an_appeal_only_by_what_its_own_panel_did()
    {
        var heard = Two().State with { Carried = [new CarriedText("hearing", Monday, Tam, Texts.Panel("I was tired."))] };

        (WhoKnows.Knows(heard, Tam), WhoKnows.Knows(heard, Rex)).ShouldBe((true, false));
        WhoKnows.Knows(heard with { AppealOf = new AppealOf(Id(52), "sextant", Id(53), "accused", Rex, null, [], [], [], Monday) }, Tam).ShouldBeFalse();
    }

    [Fact]
    public void By_an_earlier_decision_those_know_whom_it_limited_and_nobody_else()
    {
        var limited = AboutRex(Two()).State.Decision!;
        Measure OfTam() => limited.Measures[0] with { Person = Tam };
        var state = Two().State;

        WhoKnows.Knows(state with { Earlier = [limited with { Measures = [] }] }, Tam).ShouldBeFalse();
        WhoKnows.Knows(state with { Earlier = [limited with { Measures = [limited.Measures[0], OfTam()] }] }, Tam).ShouldBeTrue();
    }

    [Fact]
    public void The_reason_not_to_tell_one_now_is_no_reason_not_to_tell_another_nor_one_that_was_said_before_the_decision()
    {
        var given = Decided(Two().After(Notice(Rex), Notice(Tam) with { Notice = Id(83) }), BothCleared).Later(TimeSpan.FromHours(1));
        given = given.After(Notice(Tam, Monday.AddDays(3)) with { Notice = Id(84), At = given.Now });

        WhoKnows.IsOwedTheEnd(given.State, Of(given, Tam)).ShouldBeFalse();
        WhoKnows.IsOwedTheEnd(given.State, Of(given, Rex)).ShouldBeTrue();
        var before = given.State with { Accused = given.State.Accused with { Notices = [.. given.State.Accused.Notices.Select(n => n.LookAgain is null ? n : n with { At = Monday.AddDays(-1) })] } };
        WhoKnows.IsOwedTheEnd(before, Of(given, Tam)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_asked_of_somebody_they_are_told_although_nothing_was_found()
    {
        var given = Two().Proposed(FindingNothing with { Findings = BothCleared, Remedies = [Two().Suspending(1).Remedies[0] with { Person = Tam, Type = "advice", Until = null }] }).Voted("yes", 1, 2, 3).MeetingClosed();

        WhoKnows.NeverKnew(given.State, Tam).ShouldBeNull();
        WhoKnows.NeverKnew(given.State, Rex).ShouldNotBeNull();
        WhoKnows.IsOwedTheEnd(given.State, Of(given, Tam)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_joint_decision_or_an_appeal_says_of_somebody_they_are_told_and_nobody_else_is(bool joint)
    {
        var given = Decided(Two(), BothCleared[0]);
        var state = joint ? given.State with { Joint = new JointState(true, "orrery", Id(90)) } : given.State with { AppealOf = new AppealOf(Id(52), "sextant", Id(53), "reporter", null, Report, [], [], [], Monday) };

        WhoKnows.IsOwedTheEnd(given.State, Of(given, Rex)).ShouldBeFalse("who never knew is not told by the end");
        WhoKnows.IsOwedTheEnd(state, Of(given, Rex)).ShouldBeTrue();
        WhoKnows.IsOwedTheEnd(state, Of(given, Tam)).ShouldBeFalse();
        var both = Decided(Two(), BothCleared).State with { Joint = new JointState(true, "orrery", Id(90)) };
        both.Subjects.ShouldAllBe(s => WhoKnows.IsOwedTheEnd(both, s));
    }

    [Fact]
    public void What_one_of_two_appealed_replaces_what_bears_on_them_and_what_a_reporter_appealed_everything()
    {
        var decision = AboutRex(Two()).State.Decision!;
        decision = decision with { Measures = [decision.Measures[0], decision.Measures[0] with { Sanction = Id(88), Person = Tam }] };
        var appeal = new Appeal(Id(60), "accused", Rex, null, [], "orrery", Monday) { Outcome = "change", Decision = decision.Id };

        WhatHolds.Of(Two().State with { Appeals = [appeal] }, decision).Measures.Select(m => m.Person).ShouldBe([Tam]);
        WhatHolds.Of(Two().State with { Appeals = [appeal with { By = "reporter", Person = null }] }, decision).Measures.ShouldBeEmpty();
    }
}
