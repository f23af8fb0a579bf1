using Coc.Cases.Domain;
using Coc.Cases.Publishing;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>After no violation nobody keeps who it was: ninety days after the time to appeal (P19).</summary>
public sealed class ErasingIdentitiesTests
{
    private static GivenCase Closed() => Opened().Ready().Proposed(FindingNothing).Voted("yes", 1, 2, 3).MeetingClosed().After(
        new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday), new CaseCommand.Close(Seat(1), Monday, null));

    private static DateTimeOffset From(GivenCase closed) => DataRequests.ContestableUntil(closed.State).AddDays(90);

    private static IEnumerable<CaseDue> Due(GivenCase given) => CaseDue.Of(given.State).Where(d => d.Kind == ErasingIdentities.Erase);

    private static CaseCommand.EraseIdentity Erase(DateTimeOffset at, Guid? person = null) => new(at, person ?? Rex);

    [Fact]
    public void Ninety_days_after_nobody_can_appeal_any_more_and_not_an_hour_before()
    {
        var closed = Closed();
        var from = From(closed);
        Due(closed).ShouldBe([new CaseDue(ErasingIdentities.Erase, Rex, from)]);
        closed.When(Erase(from.AddHours(-1))).Events.ShouldBeEmpty();

        var erased = closed.After(Erase(from));

        erased.Then<CaseEvent.IdentityErased>().ShouldSatisfyAllConditions(e => e.Person.ShouldBe(Rex), e => e.Reports.ShouldBe([Report]));
        Due(erased).ShouldHaveSingleItem("until the keys are destroyed");
        var noted = erased.After(new CaseCommand.NoteIdentityKeysDestroyed(from, Rex));
        noted.Then<CaseEvent.IdentityKeysDestroyed>();
        Due(noted).ShouldBeEmpty();
        noted.When(Erase(from)).Events.ShouldBeEmpty();
        noted.When(new CaseCommand.NoteIdentityKeysDestroyed(from, Rex)).Events.ShouldBeEmpty();
        ErasingIdentities.Needs(closed.State, Rex).ShouldBeTrue();
        ErasingIdentities.Needs(noted.State, Rex).ShouldBeFalse();
    }

    [Fact]
    public void Whoever_broke_the_code_stays_known_and_of_two_only_the_other_is_erased()
    {
        var one = Closed();
        var two = one.State with
        {
            Subjects = [.. one.State.Subjects, new Subject(Tam, "wren", Identification.Claimed)],
            Decision = one.State.Decision! with { Findings = [new Finding(Rex, Finding.Violation, "harassment"), new Finding(Tam, "notEstablished", null)] },
        };

        CaseDecider.Decide(two, Erase(From(one))).Events.ShouldBeEmpty();
        CaseDecider.Decide(two, Erase(From(one), Tam)).Events.OfType<CaseEvent.IdentityErased>().ShouldHaveSingleItem().Person.ShouldBe(Tam);
        CaseDue.Of(two).Where(d => d.Kind == ErasingIdentities.Erase).ShouldHaveSingleItem().Thing.ShouldBe(Tam);
    }

    [Fact]
    public void Whom_a_first_decision_found_to_have_broken_the_code_stays_known_when_a_second_one_is_about_somebody_else()
    {
        var one = Closed();
        var first = one.State.Decision! with { Id = Id(990), Findings = [new Finding(Tam, Finding.Violation, "harassment")] };
        var two = one.State with { Subjects = [.. one.State.Subjects, new Subject(Tam, "wren", Identification.Confirmed)], Earlier = [first] };

        CaseDecider.Decide(two, Erase(From(one), Tam)).Events.ShouldBeEmpty();
        CaseDecider.Decide(two, Erase(From(one))).Events.OfType<CaseEvent.IdentityErased>().ShouldHaveSingleItem();
        CaseDecider.Decide(two with { Earlier = [first with { Findings = [new Finding(Tam, "noViolation", null)] }] }, Erase(From(one), Tam)).Events.OfType<CaseEvent.IdentityErased>().ShouldHaveSingleItem();
    }

    [Fact]
    public void An_open_case_a_reopened_one_and_one_with_a_legal_risk_keep_it()
    {
        Due(Opened().Ready()).ShouldBeEmpty();
        var closed = Closed();
        var reopened = closed.After(new CaseCommand.Reopen(Seat(1), Monday.AddDays(31), "new facts"));
        Due(reopened).ShouldBeEmpty();
        reopened.When(Erase(From(closed).AddDays(60))).Events.ShouldBeEmpty();
        var withRisk = closed.State with { RiskFactors = ["publicNaming"] };
        CaseDue.Of(withRisk).ShouldNotContain(d => d.Kind == ErasingIdentities.Erase);
        CaseDecider.Decide(withRisk, Erase(From(closed))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void It_leaves_the_case_as_ids_and_a_step_of_the_trail() => CasePublishing.Table.EventTypes.ShouldContain(typeof(CaseEvent.IdentityErased));
}
