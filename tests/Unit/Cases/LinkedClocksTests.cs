using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Whoever reported is told that somebody has it (R9), also when several reports become one piece of work and go apart again (R64).</summary>
public sealed class LinkedClocksTests
{
    private static readonly Guid Other = Id(801);
    private static readonly Guid Third = Id(802);
    private static readonly DateTimeOffset Due = Monday.AddDays(3);

    private static GivenCase Told(GivenCase given) => given.After(new CaseCommand.Acknowledge(Seat(1), given.Now, "We have it."));

    private static GivenCase Linked(GivenCase into, Guid report, int daysLater, bool told = false)
    {
        var own = Duplicate(into.State, report, Monday.AddDays(daysLater));
        return into.After(new CaseCommand.LinkReport(Seat(1), into.Now, report, told ? Told(new GivenCase(own, Monday.AddHours(2))).State : own, []));
    }

    private static GivenCase Unlinked(GivenCase given, Guid report) => given.After(new CaseCommand.UnlinkReport(Seat(1), given.Now, report));

    [Theory]
    [InlineData(false, false, 4, false, 3)] // both wait: who has waited longer
    [InlineData(false, false, 1, false, 1)]
    [InlineData(true, false, 4, false, 4)] // only the new one waits
    [InlineData(true, false, 1, false, 1)]
    [InlineData(false, true, 1, false, 3)] // only this one waits
    [InlineData(true, true, 1, true, 3)]
    public void The_clock_is_that_of_whoever_still_waits(bool toldHere, bool toldThere, int dueThere, bool toldAfter, int due)
    {
        var into = toldHere ? Told(Opened().Cleared()) : Opened().Cleared();
        var own = Duplicate(into.State, Other, Monday) with { AcknowledgeDue = Monday.AddDays(dueThere) };

        var linked = into.After(new CaseCommand.LinkReport(Seat(1), Monday, Other, toldThere ? Told(new GivenCase(own, Monday.AddHours(2))).State : own, []));

        linked.State.AcknowledgedAt.ShouldBe(toldAfter ? Monday : null);
        linked.State.AcknowledgeDue.ShouldBe(Monday.AddDays(due));
        linked.State.Unacknowledged.ShouldBe([.. toldHere ? Array.Empty<Guid>() : [Report], .. toldThere ? Array.Empty<Guid>() : [Other]]);
    }

    [Fact]
    public void Unlinked_before_another_that_waits_the_clock_of_that_one_runs_on_and_its_reporter_is_told()
    {
        var told = Told(Opened().Cleared());
        var both = Linked(Linked(told, Other, 1), Third, 2);

        var apart = Unlinked(both, Other);

        apart.State.AcknowledgedAt.ShouldBeNull();
        apart.State.AcknowledgeDue.ShouldBe(both.State.LinkedHere[1].Taken.AcknowledgeDue);
        apart.State.Unacknowledged.ShouldBe([Third]);
        CaseDue.Of(apart.State).ShouldContain(d => d.Kind == Clocks.Breach && d.At == apart.State.AcknowledgeDue);
        Told(apart).Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Third);
        var without = Unlinked(apart, Third).State;
        without.AcknowledgedAt.ShouldBe(Monday, "as it stood before any of them came");
        without.AcknowledgeDue.ShouldBe(Due);
        Unlinked(Unlinked(both, Third), Other).State.AcknowledgedAt.ShouldBe(Monday);
    }

    [Fact]
    public void Whoever_came_otherwise_and_still_waits_is_told_also_when_the_duplicate_is_gone()
    {
        var told = Told(Opened().Cleared());
        var both = Linked(told, Other, 1).Apply(new CaseEvent.CaseJoined(Id(50), Id(750), "astrolabe", "a-name", Id(751), [new CaseReport(Third, Monday, null)], ["astrolabe"], Monday.AddDays(4), null, 1, [], Monday));
        both.State.Unacknowledged.ShouldBe([Other, Third]);

        var apart = Unlinked(both, Other);

        apart.State.AcknowledgedAt.ShouldBeNull();
        Told(apart).Then<CaseEvent.ReporterMessaged>().Report.ShouldBe(Third);
    }

    [Fact]
    public void Unlinked_from_a_case_that_waits_itself_each_waits_as_long_as_it_was_owed()
    {
        var sooner = Linked(Linked(Opened().Cleared(), Other, -4), Third, 1); // Thursday, and three business days: Tuesday
        sooner.State.AcknowledgeDue.ShouldBe(sooner.State.LinkedHere[0].Taken.AcknowledgeDue);
        sooner.State.AcknowledgeDue.ShouldBeLessThan(Due);

        var apart = Unlinked(sooner, Other).State;

        apart.AcknowledgedAt.ShouldBeNull();
        apart.AcknowledgeDue.ShouldBe(Due);
        apart.LinkedHere.ShouldHaveSingleItem().AcknowledgeDue.ShouldBe(Due);
        Unlinked(new GivenCase(apart, Monday), Third).State.AcknowledgeDue.ShouldBe(Due);
    }

    [Fact]
    public void Who_was_told_while_it_was_linked_was_told_then()
    {
        var fresh = Told(Linked(Opened().Cleared(), Other, 1).Later(TimeSpan.FromHours(5)));
        Unlinked(fresh, Other).State.AcknowledgedAt.ShouldBe(Monday.AddHours(5), "nobody was told before");

        var again = Told(Linked(Told(Opened().Cleared()), Other, 1).Later(TimeSpan.FromHours(5)));
        var later = Linked(again, Third, 1);
        Unlinked(again, Other).State.AcknowledgedAt.ShouldBe(Monday.AddHours(5));
        Unlinked(later, Third).State.AcknowledgedAt.ShouldBe(Monday.AddHours(5));
        var first = Unlinked(later, Other);
        first.State.AcknowledgedAt.ShouldBeNull("the third one waits");
        Unlinked(first, Third).State.AcknowledgedAt.ShouldBe(Monday.AddHours(5));
    }

    [Fact]
    public void A_duplicate_of_several_reports_goes_with_all_that_is_theirs_and_with_nothing_that_is_not()
    {
        var into = Told(Opened().Cleared());
        var own = new GivenCase(Duplicate(into.State, Other, Monday), Monday);
        own = own with { State = own.State with { Reports = [.. own.State.Reports, new CaseReport(Id(803), Monday, null)], Unacknowledged = [Other, Id(803)] } };
        own = own.After(new CaseCommand.AddNote(Seat(1), Monday, Id(60), "first"), new CaseCommand.AddNote(Seat(1), Monday, Id(61), "second"));
        var third = new GivenCase(Duplicate(into.State, Third, Monday), Monday).After(new CaseCommand.AddNote(Seat(1), Monday, Id(62), "of the third"));
        var linked = into.After(new CaseCommand.LinkReport(Seat(1), Monday, Other, own.State, []), new CaseCommand.LinkReport(Seat(1), Monday, Third, third.State, []));
        linked = linked.Apply([.. linked.State.ReportIds.Select(r => new CaseEvent.ConsentAnswered(r, "foundation", "yes", Monday))]);

        var apart = Unlinked(linked, Other);

        apart.State.ReportIds.ShouldBe([Report, Third]);
        apart.State.FormerReports.ShouldBe([Other, Id(803)]);
        apart.State.Carried.Where(t => t.Kind == "note").Select(t => t.Text.Value).ShouldBe(["of the third"]);
        apart.State.Consents.Select(c => c.Report).ShouldBe([Report, Third], ignoreOrder: true);
        apart.State.Unacknowledged.ShouldBe([Third]);
        Unlinked(apart, Third).State.ShouldSatisfyAllConditions(s => s.AcknowledgedAt.ShouldBe(Monday), s => s.Carried.ShouldBeEmpty(), s => s.Consents.ShouldHaveSingleItem().Report.ShouldBe(Report));
    }

    [Fact]
    public void Which_body_lost_it_by_a_rule_is_known_of_each_of_them()
    {
        var into = Opened().Cleared() is var given ? given with { State = given.State with { TakenFrom = [new("astrolabe", "J4")] } } : null!;
        var own = Duplicate(into.State, Other, Monday) with { TakenFrom = [new("quadrant", "J2")] };

        into.After(new CaseCommand.LinkReport(Seat(1), Monday, Other, own, [])).State.TakenFrom.Select(t => t.Body).ShouldBe(["astrolabe", "quadrant"]);
    }

    [Fact]
    public void Back_on_its_own_only_a_case_whose_reporters_were_not_told_has_somebody_to_tell()
    {
        var into = Opened().Cleared();
        foreach (var told in new[] { true, false })
        {
            var own = told ? Told(new GivenCase(Duplicate(into.State, Other, Monday), Monday)).State : Duplicate(into.State, Other, Monday);
            var pair = Linking.Link(own, into.State, new(Seat(1), Monday, Other, own, []));
            var away = own.Apply(pair.Former);

            var back = away.Apply(Linking.Unlink(away, into.State.Apply(pair.Present), new(Seat(1), Monday, Other), []).Former);

            back.Unacknowledged.ShouldBe(told ? [] : [Other]);
        }
    }
}
