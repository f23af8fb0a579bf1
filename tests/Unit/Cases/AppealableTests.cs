using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Which decision can be appealed when a case is taken up again (R54, R60), and what a later appeal finds after an earlier one.</summary>
public sealed class AppealableTests
{
    private static readonly CaseSubject[] Subjects = [new CaseSubject(Rex, "gannet", Identification.Confirmed)];

    private static CaseCommand.Reopen Again(DateTimeOffset? at = null) => new(Seat(1), at ?? Monday.AddDays(2), "it happened again");

    private static CaseCommand.ReceiveAppeal ByRex(DateTimeOffset writtenAt) => new(
        writtenAt, Id(60), "accused", Rex, null, writtenAt, ["tooHarsh"], "It is too much.", Id(61), Body(3, kind: "foundation"), Subjects);

    private static CaseCommand.ReceiveAppeal ByReporter(DateTimeOffset writtenAt) => ByRex(writtenAt) with { Appeal = Id(70), ToCase = Id(71), By = "reporter", Person = null, Report = Report };

    private static AppealOf Begun(GivenCase first, CaseCommand.ReceiveAppeal by) => CaseState.None.Apply(Appealing.Begin(first.State, by)).AppealOf!;

    [Fact]
    public void What_was_decided_can_be_appealed_also_while_it_is_looked_at_again()
    {
        var told = AppealingTests.Told();
        var (window, ofReporter) = (Appealing.Until(told.State, Rex, null), Appealing.Until(told.State, null, Report));
        var again = told.After(Again());

        Appealing.Until(again.State, Rex, null).ShouldBe(window.ShouldNotBeNull());
        Appealing.Until(again.State, null, Report).ShouldBe(ofReporter.ShouldNotBeNull());
        var appealed = again.When(ByRex(Monday.AddDays(5)));
        appealed.Then<CaseEvent.AppealReceived>().Decision.ShouldBe(told.State.Decision!.Id);
        Begun(again, ByRex(Monday.AddDays(5))).Measures.ShouldBe(told.State.Decision.Measures);
        again.When(ByRex(Monday.AddDays(40))).Events.ShouldBeEmpty("the window is over");
        again.After(ByRex(Monday.AddDays(5))).When(ByRex(Monday.AddDays(6)) with { Appeal = Id(69) }).Events.ShouldBeEmpty("once");
    }

    [Fact]
    public void While_it_is_appealed_nothing_is_decided_anew()
    {
        var again = AppealingTests.Told().After(Again()).After(ByRex(Monday.AddDays(5)));
        var proposing = new CaseCommand.Propose(Seat(1), Monday.AddDays(5), Id(721), "meeting", FindingNothing);

        again.When(proposing).ThenRefused("appealOpen");
        again.After(new CaseCommand.SettleAppeal(Monday.AddDays(6), Id(60), "uphold", [], [])).After(proposing);
    }

    [Fact]
    public void An_appeal_that_was_taken_before_the_panel_decided_anew_is_not_lost()
    {
        var first = AppealingTests.Told();
        var anew = DecidedAnew(first);

        Appealing.Until(anew.State, Rex, null).ShouldBeNull("the new one has not been told");
        anew.When(ByRex(Monday.AddDays(2))).Then<CaseEvent.AppealReceived>().Decision.ShouldBe(first.State.Decision!.Id);
        Begun(anew, ByRex(Monday.AddDays(2))).Measures.ShouldBe(first.State.Decision.Measures);
        anew.When(ByRex(Monday.AddDays(9))).Events.ShouldBeEmpty("that is about the new one");
    }

    [Fact]
    public void An_appeal_of_the_first_decision_leaves_the_second_one_to_be_appealed()
    {
        var anew = DecidedAnew(AppealingTests.Told()).After(ByRex(Monday.AddDays(2)) with { At = Monday.AddDays(4) });
        var told = anew.After(
            new CaseCommand.Draft(Seat(1), Monday.AddDays(5), Id(765), "accused", Rex, null, "We have decided again."), new CaseCommand.Approve(Seat(2), Monday.AddDays(5), Id(765)));

        Appealing.IsPending(told.State, Rex, null).ShouldBeFalse();
        Appealing.Until(told.State, Rex, null).ShouldNotBeNull();
    }

    [Fact]
    public void What_becomes_of_the_first_decision_takes_no_warning_of_the_second()
    {
        var warning = new Remedy(Rex, "warning", new Scope(["sextant"], []), Monday, null, false, "automatic", false, null, null, null);
        var content = FindingNothing with { Findings = [new Finding(Rex, Finding.Violation, "insult")], Remedies = [warning] };
        var again = AppealingTests.Told().After(Again()).After(new CaseCommand.Hear(Seat(1), Monday.AddDays(2), Id(711), Rex, null, false, "cannot be reached"));
        var warned = Decide(again, Monday.AddDays(3), content).After(ByRex(Monday.AddDays(2)) with { At = Monday.AddDays(4) });
        QuietWarnings.Of(warned.State).ShouldHaveSingleItem();

        QuietWarnings.Of(warned.After(new CaseCommand.SettleAppeal(Monday.AddDays(5), Id(60), "overturn", [], [])).State).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_later_appeal_is_about_what_an_earlier_one_left()
    {
        var first = AppealingTests.Told();
        var milder = new Measure(Id(80), Rex, "warning", first.State.Decision!.Measures[0].Scope, Monday, null, "none", "insult", null);
        var found = new Finding(Rex, Finding.Violation, "insult");
        var changed = first.After(ByRex(Monday.AddDays(2))).After(new CaseCommand.SettleAppeal(Monday.AddDays(3), Id(60), "change", [found], [milder]));

        Begun(changed, ByReporter(Monday.AddDays(4))).ShouldSatisfyAllConditions(a => a.Measures.ShouldBe([milder]), a => a.Findings.ShouldBe([found]));
        Begun(first.After(ByRex(Monday.AddDays(2))).After(new CaseCommand.SettleAppeal(Monday.AddDays(3), Id(60), "uphold", [found], [milder])), ByReporter(Monday.AddDays(4)))
            .Measures.ShouldBe(first.State.Decision.Measures);
    }

    [Fact]
    public void What_an_appeal_put_in_place_of_a_measure_ends_when_the_first_panel_clears_the_person()
    {
        var first = AppealingTests.Told();
        var milder = new Measure(Id(80), Rex, "warning", first.State.Decision!.Measures[0].Scope, Monday, null, "none", "insult", null);
        var changed = first.After(ByRex(Monday.AddDays(2))).After(new CaseCommand.SettleAppeal(Monday.AddDays(3), Id(60), "change", [new Finding(Rex, Finding.Violation, "insult")], [milder]));

        Decide(changed.After(Again(Monday.AddDays(4))), Monday.AddDays(5)).Then<CaseEvent.EarlierMeasuresEnded>().Sanctions.ShouldBe([Id(80)]);
    }

    [Fact]
    public void What_was_on_the_table_in_writing_goes_when_the_first_decision_is_appealed()
    {
        var again = AppealingTests.Told().After(Again()).After(new CaseCommand.Propose(Seat(1), Monday.AddDays(3), Id(721), "written", FindingNothing));

        again.After(ByRex(Monday.AddDays(3))).When(new CaseCommand.EndWindow(Monday.AddDays(5), Id(721))).Then<CaseEvent.ProposalVoided>().Because.ShouldBe("appeal");
    }

    [Fact]
    public void Of_two_decisions_each_is_known_since_its_own_first_word_and_the_later_one_is_appealed()
    {
        var anew = DecidedAnew(AppealingTests.Told());
        var told = anew.After(ToReporter(5, 766)).After(ToReporter(6, 767));
        var (first, second) = (told.State.Earlier[0], told.State.Decision!);

        Appealable.ToldAt(told.State, first, Report).ShouldBe(Monday.AddDays(1));
        Appealable.ToldAt(told.State, second, Report).ShouldBe(Monday.AddDays(5));
        var again = told.After(Again(Monday.AddDays(7)));
        Appealable.By(again.State, null, Report)!.Decision.Id.ShouldBe(second.Id);
        Appealing.Until(again.State, null, Report).ShouldBe(Monday.AddDays(35));
        Appealable.By(again.State, null, Report, asOf: Monday.AddDays(2))!.Decision.Id.ShouldBe(first.Id);
        var atOnce = again.State with { Communications = [.. again.State.Communications.Select(c => c.SentAt == Monday.AddDays(1) ? c with { SentAt = second.At } : c)] };
        Appealable.ToldAt(atOnce, first, Report).ShouldBeNull("what went out with the second was about the second");
        Appealable.ToldAt(atOnce, second, Report).ShouldBe(second.At);
    }

    [Fact]
    public void What_somebody_was_told_elsewhere_is_about_that_decision_and_that_thread()
    {
        var told = AppealingTests.Told().After(Again());
        var (decision, ana) = (told.State.Earlier[0].Id, Id(950));
        var there = told.State with { Communications = [], ToldElsewhere = [new(null, ana, decision, Monday.AddDays(4)), new(null, Report, Id(999), Monday.AddDays(5)), new(null, Report, decision, Monday.AddDays(3))] };

        Appealable.ToldAt(there, told.State.Earlier[0], Report).ShouldBe(Monday.AddDays(3));
        Appealable.ToldAt(there, told.State.Earlier[0], ana).ShouldBe(Monday.AddDays(4));
        Appealable.ToldAt(there, told.State.Earlier[0], Id(951)).ShouldBeNull();
    }

    private static CaseCommand[] ToReporter(int days, int id) =>
        [new CaseCommand.Draft(Seat(1), Monday.AddDays(days), Id(id), "reporter", null, Report, "We have decided again."), new CaseCommand.Approve(Seat(2), Monday.AddDays(days), Id(id))];

    private static GivenCase DecidedAnew(GivenCase first) => Decide(first.After(Again()), Monday.AddDays(3));

    private static GivenCase Decide(GivenCase given, DateTimeOffset at, DecisionContent? content = null) => given.After(new CaseCommand.Propose(Seat(1), at, Id(721), "meeting", content ?? FindingNothing))
        .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), at, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), at, Id(721), []));
}
