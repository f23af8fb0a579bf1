using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P3: a report and the one with which it is answered are two cases that know of each other, and never one.</summary>
public sealed class CounterReportTests
{
    private static readonly Guid Answer = Id(801);

    private static CaseState Other(GivenCase given) => Duplicate(given.State, Answer, Monday);

    private static (CaseState Here, CaseState There) Tied(GivenCase given)
    {
        var other = Other(given);
        var pair = CounterReports.Decide(other, given.State, Seat(1), Monday);
        Occurrences.Note([.. pair.Former, .. pair.Present]);
        Occurrences.Note(new CaseCommand.TieCounterReport(Seat(1), Monday, other));
        return (given.State.Apply(pair.Present), other.Apply(pair.Former));
    }

    [Fact]
    public void They_are_not_made_one()
    {
        var given = Opened().Cleared();

        given.When(new CaseCommand.LinkReport(Seat(1), Monday, Answer, Other(given), []) { Counter = true }).ThenRefused("counterReport");
        given.After(new CaseCommand.LinkReport(Seat(1), Monday, Answer, Other(given), [])).Then<CaseEvent.DuplicateTaken>();
    }

    [Fact]
    public void Once_they_know_of_each_other_they_stay_apart_whatever_is_said_later()
    {
        var (here, there) = Tied(Opened().Cleared());

        CaseDecider.Decide(here, new CaseCommand.LinkReport(Seat(1), Monday, Answer, there, [])).Refusal!.Code.ShouldBe("counterReport");
        CounterReports.Decide(there, here, Seat(1), Monday).ShouldBe(PairDecision.Nothing, "said once");
    }

    [Fact]
    public void Both_show_the_other_to_who_worked_on_both_and_to_nobody_else()
    {
        var given = Opened().Cleared(1, 2).Answered(3, Conflict.None);
        var other = Other(given);
        other = other with { Panel = [.. other.Panel.Select(p => p.Seat == Seat(2) ? p with { Conflict = Conflict.Hard } : p)] };

        var pair = CounterReports.Decide(other, given.State, Seat(1), Monday);

        var (here, there) = (given.State.Apply(pair.Present), other.Apply(pair.Former));
        Shown(here, 1).ShouldContain(other.Id.ToString());
        Shown(there, 1).ShouldContain(given.State.Id.ToString());
        Shown(here, 2).ShouldNotContain(other.Id.ToString(), Case.Insensitive, "hard there, it does not exist");
        Shown(here, 4).ShouldNotContain(other.Id.ToString(), Case.Insensitive, "not answered there");
    }

    [Fact]
    public void Only_who_works_on_both_says_so()
    {
        var given = Opened().Cleared();
        var other = Other(given);
        var conflicted = other with { Panel = [.. other.Panel.Select(p => p.Seat == Seat(1) ? p with { Conflict = Conflict.Soft } : p)] };

        CounterReports.Decide(conflicted, given.State, Seat(1), Monday).Refusal!.Code.ShouldBe("notOnPanel");
        CounterReports.Decide(given.State, given.State, Seat(1), Monday).Refusal!.Code.ShouldBe("sameCase");
    }

    private static string Shown(CaseState state, int seat) => JsonSerializer.Serialize(CaseView.Of(state, Seat(seat), Monday), Coc.Platform.Http.Json.Options);
}
