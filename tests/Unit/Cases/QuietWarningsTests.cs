using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A quiet warning stays in its case and counts as a prior violation for its time (P13).</summary>
public sealed partial class QuietWarningsTests
{
    private static Remedy Remedy(string type, DateTimeOffset? countsUntil = null) => new(Rex, type, new Scope(["sextant"], []), Monday, null, false, "automatic", false, countsUntil, null, null);

    private static GivenCase Decided(string outcome, params Remedy[] remedies) => Opened().Ready().Proposed(new DecisionContent([new Finding(Rex, outcome, "incivility")], remedies, null, null, Why)).Voted("yes", 1, 2, 3).MeetingClosed();

    private static DateTimeOffset? Until(GivenCase given) => QuietWarnings.Of(given.State).SingleOrDefault()?.Until;

    [Fact]
    public void A_warning_counts_twelve_months_unless_the_decision_says_otherwise()
    {
        QuietWarnings.Of(Decided("violation", Remedy("warning")).State).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            w => w.Person.ShouldBe(Rex), w => w.Category.ShouldBe("incivility"), w => w.Until.ShouldBe(Monday.AddMonths(12)));
        Until(Decided("violation", Remedy("advice"), Remedy("warning", Monday.AddMonths(30)))).ShouldBe(Monday.AddMonths(30));
        Until(Decided("violation", Remedy("warning", Monday.AddDays(20)))).ShouldBe(Monday.AddDays(20));
        Until(Decided("violation")).ShouldBe(Monday.AddMonths(24));
    }

    [Fact]
    public void What_was_not_established_what_is_agreed_and_what_lives_in_sanctions_is_none()
    {
        foreach (var outcome in new[] { "notEstablished", "noViolation", "resolvedWithoutFinding", "outOfScope" })
        {
            Until(Decided(outcome, Remedy("advice"))).ShouldBeNull(outcome);
        }

        Until(Decided("violation", Remedy("agreement"))).ShouldBeNull();
        Until(Opened().Ready().Proposed().Voted("yes", 1, 2, 3).MeetingClosed()).ShouldBeNull();
        Until(Opened().Ready().Proposed()).ShouldBeNull("a mere proposal");
    }

    [Fact]
    public void It_stays_quiet()
    {
        var given = Decided("violation", Remedy("warning"));

        given.Then<CaseEvent.DecisionRecorded>().Measures.ShouldBeEmpty();
        given.State.Sanctions.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_decided_later_about_somebody_else_takes_no_warning_back()
    {
        var given = Decided("violation", Remedy("warning"));
        var first = given.State.Decision!;
        var second = first with { Id = Id(990), Proposal = Id(991), Findings = [new Finding(Id(992), "noViolation", null)] };
        var proposal = given.State.ProposalOf(first.Proposal)!;
        var later = given.State with
        {
            Earlier = [first], Decision = second,
            Proposals = [proposal, proposal with { Id = Id(991), Content = proposal.Content with { Findings = second.Findings, Remedies = [] } }],
        };

        QuietWarnings.Of(later).ShouldHaveSingleItem().Person.ShouldBe(Rex);
        QuietWarnings.For(later, first, Rex).ShouldHaveSingleItem().Stands.ShouldBeTrue();
        var cleared = later with { Decision = second with { Findings = [new Finding(Rex, "noViolation", null)] } };
        QuietWarnings.Of(cleared).ShouldBeEmpty();
        QuietWarnings.For(cleared, first, Rex).ShouldHaveSingleItem().Stands.ShouldBeFalse();
    }

    [Fact]
    public void Who_was_mistaken_and_what_an_appeal_replaced_does_not_count_and_what_was_opened_again_does()
    {
        var given = Decided("violation", Remedy("warning")).After(new CaseCommand.Draft(Seat(1), Monday, Id(40), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(40)));
        Until(given.After(new CaseCommand.Reopen(Seat(1), Monday, "again"))).ShouldBe(Monday.AddMonths(12));
        Until(given.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another"), new CaseCommand.MarkMistaken(Seat(2), Monday, Rex, "another"))).ShouldBeNull();

        var appealed = given.After(new CaseCommand.ReceiveAppeal(Monday, Id(60), "accused", Rex, null, Monday, [], "t", Id(61), Body(3, kind: "foundation"), []));
        Until(appealed).ShouldBe(Monday.AddMonths(12), "nothing is stayed by itself");
        Until(appealed.After(new CaseCommand.SettleAppeal(Monday, Id(60), "uphold", [], []))).ShouldBe(Monday.AddMonths(12));
        Until(appealed.After(new CaseCommand.SettleAppeal(Monday, Id(60), "overturn", [], []))).ShouldBeNull();
    }
}
