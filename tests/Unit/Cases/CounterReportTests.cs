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

        CaseDecider.Decide(here, new CaseCommand.LinkReport(Seat(1), Monday, Answer, there, [])).Refusal.ShouldTell("counterReport");
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

        CounterReports.Decide(conflicted, given.State, Seat(1), Monday).Refusal.ShouldTell("notOnPanel");
        CounterReports.Decide(given.State, given.State, Seat(1), Monday).Refusal.ShouldTell("sameCase");
    }

    [Fact]
    public void The_trail_which_everybody_on_the_panel_reads_says_nothing_of_it() =>
        Coc.Cases.Publishing.CasePublishing.Table.EventTypes.ShouldNotContain(typeof(CaseEvent.CounterReportTied));

    [Fact]
    public void They_stay_apart_also_when_one_of_them_is_linked_to_a_third()
    {
        var (here, there) = Tied(Opened().Cleared());
        var third = Duplicate(here, Id(802), Monday);

        var pair = Linking.Link(here, third, new CaseCommand.LinkReport(Seat(1), Monday, Report, here, []));
        var linked = third.Apply(pair.Present);
        linked.CounterReports.ShouldHaveSingleItem().Case.ShouldBe(there.Id);
        var unlinked = linked.Apply(Linking.Unlink(here.Apply(pair.Former), linked, new CaseCommand.UnlinkReport(Seat(1), Monday, Report), []).Present);
        unlinked.CounterReports.ShouldBeEmpty("what it brought goes with it");

        CaseDecider.Decide(linked, new CaseCommand.LinkReport(Seat(1), Monday, Answer, there, [])).Refusal.ShouldTell("counterReport");
        CaseDecider.Decide(there, new CaseCommand.LinkReport(Seat(1), Monday, Id(802), linked, [])).Refusal.ShouldTell("counterReport");
        CaseDecider.Decide(third, new CaseCommand.LinkReport(Seat(1), Monday, Answer, there with { CounterReports = [new(third.Id, [])] }, [])).Refusal.ShouldTell("counterReport");
    }

    [Fact]
    public void They_stay_apart_at_the_next_owner_and_nobody_there_sees_the_tie()
    {
        var (here, there) = Tied(Opened().Cleared());

        var (gone, goneToo) = (HandedOver(here, 51), HandedOver(there, 52));

        CounterReports.Are(gone, goneToo).ShouldBeTrue();
        CounterReports.Are(gone, there).ShouldBeTrue();
        CounterReports.Are(gone, Duplicate(gone, Id(803), Monday)).ShouldBeFalse();
        gone.CounterReports.ShouldHaveSingleItem().Case.ShouldBe(there.Id);
    }

    [Fact]
    public void They_stay_apart_however_often_both_moved()
    {
        var (here, there) = Tied(Opened().Cleared());

        var (twice, twiceToo) = (HandedOver(Cleared(HandedOver(here, 51)), 53, "meridian"), HandedOver(Cleared(HandedOver(there, 52)), 54, "meridian"));

        CounterReports.Are(twice, twiceToo).ShouldBeTrue();
        CounterReports.Are(twice, there).ShouldBeTrue();
        CounterReports.Are(HandedOver(here, 51), twiceToo).ShouldBeTrue();
        CounterReports.Are(twice, HandedOver(Cleared(HandedOver(Duplicate(here, Id(803), Monday), 55)), 56, "meridian")).ShouldBeFalse();
    }

    [Fact]
    public void They_stay_apart_when_what_moved_is_joined_or_linked_to_a_third()
    {
        var (here, there) = Tied(Opened().Cleared());
        var moved = HandedOver(Cleared(HandedOver(there, 52)), 54, "meridian");
        var third = Duplicate(here, Id(804), Monday);

        var linked = third.Apply(Linking.Link(Cleared(moved) with { OpenedAt = Monday.AddDays(-30) }, third, new CaseCommand.LinkReport(Seat(1), Monday, Answer, Cleared(moved) with { OpenedAt = Monday.AddDays(-30) }, [])).Present);
        linked.ReportIds.ShouldContain(Answer);
        CounterReports.Are(linked, here).ShouldBeTrue();
    }

    [Fact]
    public void An_offered_one_is_not_taken_into_the_other()
    {
        var (here, there) = Tied(Opened().Cleared());
        var offered = new GivenCase(here, Monday).After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Later(TimeSpan.FromDays(3));
        var into = Cleared(HandedOver(there, 52));

        Joining.Refused(offered.State, into, Seat(1))!.Code.ShouldBe("counterReport");
        var accepting = new CaseCommand.AcceptTransfer(offered.Now, Id(50), into.Id, Body(kind: "foundation"), []);
        Joining.Decide(offered.State, into, accepting, Seat(1)).Refusal.ShouldTell("counterReport");
        Joining.Decide(offered.State, into with { CounterReports = [] }, accepting, Seat(1), counter: true).Refusal.ShouldTell("counterReport");
        Joining.Decide(offered.State with { CounterReports = [] }, into with { CounterReports = [] }, accepting, Seat(1)).Refusal.ShouldBeNull();
    }

    private static CaseState Cleared(CaseState state) => new GivenCase(state, Monday).Cleared().State;

    private static CaseState HandedOver(CaseState state, int newCase, string to = "orrery")
    {
        var offered = new GivenCase(state, Monday).After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), to, null, null, "all")).Later(TimeSpan.FromDays(3));
        return CaseState.None.Apply(Transferring.Begin(offered.State, new CaseCommand.AcceptTransfer(offered.Now, Id(50), Id(newCase), to == "orrery" ? Body(kind: "foundation") : Body(kind: "foundation") with { Slug = to, Kind = "parent" }, [new CaseSubject(Rex, "gannet", Identification.Claimed)])));
    }

    private static string Shown(CaseState state, int seat) => JsonSerializer.Serialize(CaseView.Of(state, Seat(seat), Monday), Coc.Platform.Http.Json.Options);

    [Fact]
    public void Who_saw_both_is_who_is_named_and_each_tie_travels_once()
    {
        var given = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Hard);
        var there = Other(Opened().Cleared());
        there = there with { Panel = [.. there.Panel.Select(p => p.Seat == Seat(2) ? p with { Conflict = Conflict.Hard } : p)] };

        var tied = given.After(new CaseCommand.TieCounterReport(Seat(1), Monday, there));

        tied.Then<CaseEvent.CounterReportTied>().Seats.ShouldBe([Seat(1), Seat(3)], "the others work on one of them, or on none");
        tied.When(new CaseCommand.TieCounterReport(Seat(3), Monday, there)).Events.ShouldBeEmpty();
        tied.When(new CaseCommand.TieCounterReport(Seat(1), Monday, tied.State)).ThenRefused("sameCase");
        var carried = CounterReports.Carried(tied.State, CaseState.None, Monday).OfType<CaseEvent.CounterReportTied>().ShouldHaveSingleItem();
        (carried.Case, carried.By, carried.Brought).ShouldBe((there.Id, Guid.Empty, tied.State.Id));
        CounterReports.Carried(tied.State, there, Monday).ShouldBeEmpty("no case answers itself");
        CounterReports.Carried(tied.State, Opened().State.Apply([carried]), Monday).ShouldBeEmpty("it is known there");
        CounterReports.Carried(tied.State, Opened().State.Apply([carried with { Case = Id(1) }]), Monday).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_case_is_known_by_every_name_it_ever_had()
    {
        var given = Opened().Cleared() is var opened ? opened.Linked(Answer) : null!;
        var state = given.State with { CameFrom = Id(1), Formerly = [Id(2), Id(1)], Joined = [Id(3)] };

        CounterReports.AlsoKnownAs(state).ShouldBe([Id(1), Id(2), Id(3), state.LinkedHere[0].Case]);
        CaseState Linking(IReadOnlyList<Guid>? formerly) => state with { LinkedHere = [new LinkedCase(state.LinkedHere[0].Taken with { Formerly = formerly }, null, Monday)] };
        CounterReports.AlsoKnownAs(Linking([Id(4)])).ShouldContain(Id(4), "so is the duplicate");
        CounterReports.AlsoKnownAs(Linking(null)).ShouldBe(CounterReports.AlsoKnownAs(state));
        var other = Opened().State with { Id = Id(9), CounterReports = [new CounterReport(Id(7), []), new CounterReport(Id(3), [])] };
        CounterReports.Are(other, state).ShouldBeTrue();
        CounterReports.Are(state, other).ShouldBeTrue();
        CounterReports.Are(other with { CounterReports = [new CounterReport(Id(7), [])] }, state).ShouldBeFalse();
    }
}
