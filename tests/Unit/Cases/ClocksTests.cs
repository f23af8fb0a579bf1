using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What a panel owes people outside it, and by when (R9, R10, R39).</summary>
public sealed class ClocksTests
{
    private static readonly DateTimeOffset Week = Monday.AddDays(7);

    private static GivenCase Decided(Rationale? why = null) => Opened().Ready().Proposed(Opened().Suspending(30) with { Rationale = why ?? Why }).Voted("yes", 1, 2, 3).MeetingClosed();

    private static GivenCase RexKnows(GivenCase given) =>
        given.After(new CaseCommand.Draft(Seat(1), given.Now, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), given.Now, Id(31)));

    private static IEnumerable<string> Running(GivenCase given) => Clocks.Running(given.State).Select(c => c.Clock);

    [Fact]
    public void A_decision_is_told_within_the_time_of_a_word_about_how_it_stands()
    {
        var given = Decided();

        given.Then<CaseEvent.DecisionRecorded>().TellBy.ShouldBe(Week);
        Running(given).ShouldBe(["tell"]);
        CaseWords.NextDue(given.State).ShouldBe(Week);
        Running(RexKnows(given)).ShouldBe(["tell"], "the reporter knows nothing yet");
        Running(given.WithWord()).ShouldBe(["tell"], "Rex knows nothing yet");
        Running(RexKnows(given.WithWord())).ShouldBeEmpty();
    }

    [Fact]
    public void Whom_it_happened_to_is_told_too()
    {
        var given = RexKnows(Opened().Cleared().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(77), Report, false, "yes", false)).Triaged().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed());

        var reporterOnly = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(32), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(32)));
        Running(reporterOnly).ShouldBe(["tell"]);
        reporterOnly.CarriedOut().When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("reporterNotTold");
        Running(given.WithWord()).ShouldBeEmpty();
    }

    [Fact]
    public void It_waits_for_the_panel_before_and_when_it_is_broken()
    {
        var given = Decided();
        foreach (var thing in new[] { Waiting.WarningOf(given.State.Id, Clocks.Tell, Week), Waiting.BreachOf(given.State.Id, Clocks.Tell, Week) })
        {
            Waiting.Is(given.State, Waiting.Clock, thing, [new TicketSeat(Seat(2), "sextant", "member", false)]).ShouldBeTrue();
            Waiting.Is(RexKnows(given).WithWord().State, Waiting.Clock, thing, [new TicketSeat(Seat(2), "sextant", "member", false)]).ShouldBeFalse();
        }
    }

    [Fact]
    public void Broken_it_is_on_record_goes_to_who_chairs_and_runs_again()
    {
        var given = Decided().After(new CaseCommand.Assign(Seat(2), Monday, Seat(3)));
        given.When(new CaseCommand.PassClock(Week.AddTicks(-1))).Events.ShouldBeEmpty();

        var broken = given.After(new CaseCommand.PassClock(Week));

        broken.Then<CaseEvent.ClockBreached>().ShouldSatisfyAllConditions(b => b.Clock.ShouldBe("tell"), b => b.Due.ShouldBe(Week), b => b.Next.ShouldBe(Week.AddDays(7)));
        broken.Then<CaseEvent.CaseAssigned>().ShouldSatisfyAllConditions(a => a.Seat.ShouldBe(Seat(1)), a => a.By.ShouldBe(Guid.Empty));
        CaseDue.Of(broken.State).Where(d => d.Kind == Clocks.Breach).Select(d => d.At).ShouldBe([Week.AddDays(7)]);
        broken.When(new CaseCommand.PassClock(Week)).Events.ShouldBeEmpty("once");
        broken.After(new CaseCommand.PassClock(Week.AddDays(7))).ThenNot<CaseEvent.CaseAssigned>();
    }

    [Fact]
    public void Who_comes_to_it_when_everybody_was_told_has_the_whole_time_from_then_on()
    {
        var broken = Decided().After(new CaseCommand.PassClock(Week));
        var told = RexKnows(broken.Later(TimeSpan.FromDays(8)).WithWord()).Later(TimeSpan.FromDays(100));

        var page = told.After(new CaseCommand.MakeAffectedCode(Seat(1), told.Now, Id(77), Report, false, "yes", false));
        Clocks.TellBy(page.State).ShouldBe(told.Now.AddDays(7));
        page.When(new CaseCommand.PassClock(told.Now.AddDays(7).AddTicks(-1))).Events.ShouldBeEmpty();
        page.After(new CaseCommand.PassClock(told.Now.AddDays(7))).Then<CaseEvent.ClockBreached>();

        var linked = told.After(LinkingOf(told.State, Id(801)) with { At = told.Now });
        Clocks.TellBy(linked.State).ShouldBe(told.Now.AddDays(7));
    }

    [Fact]
    public void Noticed_late_it_is_one_breach_and_runs_from_then_on()
    {
        var late = Decided().After(new CaseCommand.PassClock(Week.AddDays(60)));

        late.Then<CaseEvent.ClockBreached>().Next.ShouldBe(Week.AddDays(67));
        late.When(new CaseCommand.PassClock(Week.AddDays(60))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_date_tells_nobody_who_was_told_that_somebody_else_was_not()
    {
        var given = Opened().Cleared().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(77), Report, false, "yes", false)).Triaged().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Next.ShouldBe(Week), s => s.Told.ShouldBeNull());

        var one = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(32), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(32)));
        one.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Next.ShouldBe(Week), s => s.Told.ShouldBe([Report]));

        one.WithWord().State.ShouldSatisfyAllConditions(s => s.NextShown.ShouldBeNull(), s => s.ToldShown.ShouldBeEmpty());
    }

    [Fact]
    public void What_was_not_acknowledged_or_said_in_time_is_on_record_once()
    {
        var opened = Opened();
        CaseDue.Of(opened.State).Where(d => d.Kind == Clocks.Breach).Select(d => d.At).ShouldBe([opened.State.AcknowledgeDue, opened.State.StatusDue], ignoreOrder: true);

        var late = opened.After(new CaseCommand.PassClock(opened.State.StatusDue));

        late.Events.OfType<CaseEvent.ClockBreached>().Select(b => b.Clock).ShouldBe(["acknowledge", "status"]);
        late.State.Breaches.Select(b => b.Due).ShouldBe([opened.State.AcknowledgeDue, opened.State.StatusDue]);
        late.ThenNot<CaseEvent.CaseAssigned>();
        late.When(new CaseCommand.PassClock(opened.State.StatusDue)).Events.ShouldBeEmpty();
        CaseDue.Of(late.State).ShouldNotContain(d => d.Kind == Clocks.Breach);
    }

    [Fact]
    public void What_was_late_before_a_body_had_the_case_is_not_its_breach() =>
        Clocks.DueOf(Opened().State with { OpenedAt = Monday.AddDays(20) }).ShouldBeEmpty();

    [Fact]
    public void Reporters_learn_when_they_hear_next_as_often_as_it_moves()
    {
        var given = Opened().Cleared();
        given.State.NextShown.ShouldBe(Week);
        var later = given.Triaged().Later(TimeSpan.FromDays(2));

        var noted = later.After(new CaseCommand.NoteStatus(Seat(1), later.Now, "onHold", null));
        noted.Then<CaseEvent.StageReached>().ShouldSatisfyAllConditions(s => s.Next.ShouldBe(later.Now.AddDays(7)), s => s.Reports.ShouldBe([Report]));
        noted.State.OnHold.ShouldBeTrue();

        var decided = Decided();
        decided.Then<CaseEvent.StageReached>().Next.ShouldBe(Week, "the tell clock");
        RexKnows(decided.WithWord()).State.NextShown.ShouldBeNull();
    }

    [Fact]
    public void The_reporter_gets_the_text_that_was_voted_with_the_first_word_and_once()
    {
        var given = Decided(new(Sensitive.Of("because", "panel"), null, Sensitive.Of("We could see what you wrote about.", "panel")));

        var told = given.WithWord();
        var outcome = told.Events.OfType<CaseEvent.ReporterMessaged>().Single(m => m.Message == Communicating.OutcomeFor(given.State.Decision!, Report));
        outcome.ShouldSatisfyAllConditions(m => m.Text.Value.ShouldBe("We could see what you wrote about."), m => m.Text.Owner.ShouldBe($"reporter:{Report}"));
        Communicating.IsOutcome(told.State, outcome.Message, Report).ShouldBeTrue();
        told.WithWord().Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem("said once");

        Decided().WithWord().Events.OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem("nothing was written for the reporter");
    }
}
