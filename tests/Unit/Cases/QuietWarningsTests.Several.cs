using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class QuietWarningsTests
{
    [Theory]
    [InlineData(-10, 0)]
    [InlineData(10, 10)]
    public void Its_year_begins_when_it_was_decided_or_when_it_begins_whichever_is_later(int begins, int counted)
    {
        var given = Decided("violation", Remedy("warning") with { From = Monday.AddDays(begins) });

        Until(given).ShouldBe(Monday.AddDays(counted).AddMonths(12));
        QuietWarnings.For(given.State, given.State.Decision!, Rex).ShouldHaveSingleItem().Until.ShouldBe(Monday.AddDays(counted).AddMonths(12));
    }

    [Fact]
    public void Beside_an_agreement_it_counts_and_beside_what_limits_somebody_it_is_counted_there()
    {
        Until(Decided("violation", Remedy("warning"), Remedy("agreement"))).ShouldBe(Monday.AddMonths(12));
        Until(Decided("violation", Remedy("warning"), Remedy("suspension") with { Until = Monday.AddDays(30) })).ShouldBeNull("the suspension is on record elsewhere, and counts once");
    }

    [Fact]
    public void Of_two_persons_only_the_warning_of_the_one_who_broke_the_code_counts_as_a_prior_violation()
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Ready().Heard(Tam)
            .Proposed(new DecisionContent([new Finding(Rex, "violation", "incivility"), new Finding(Tam, "noViolation", null)], [Remedy("warning"), Remedy("advice") with { Person = Tam }], null, null, Why))
            .Voted("yes", 1, 2, 3).MeetingClosed();
        var decision = given.State.Decision!;

        QuietWarnings.Of(given.State).ShouldHaveSingleItem().Person.ShouldBe(Rex);
        QuietWarnings.For(given.State, decision, Rex).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Type.ShouldBe("warning"), w => w.Until.ShouldBe(Monday.AddMonths(12)));
        QuietWarnings.For(given.State, decision, Tam).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Type.ShouldBe("advice"), w => w.Until.ShouldBeNull("nothing was found of them"));

        var overturned = new Appeal(Id(60), "accused", Tam, null, [], "orrery", Monday) { Outcome = "overturn", Decision = decision.Id };
        QuietWarnings.Of(given.State with { Appeals = [overturned] }).ShouldHaveSingleItem("what the other one appealed is theirs");
        QuietWarnings.Of(given.State with { Appeals = [overturned with { Person = Rex }] }).ShouldBeEmpty();
        QuietWarnings.Of(given.State with { Appeals = [overturned with { By = "reporter", Person = null }] }).ShouldBeEmpty("a reporter appeals the whole");
    }

    [Fact]
    public void It_counts_where_it_was_decided_and_in_no_second_place()
    {
        var state = Decided("violation", Remedy("warning")).State;
        var appeal = new AppealOf(Id(52), "sextant", Id(53), "accused", Rex, null, [], [], [], Monday);

        QuietWarnings.Of(state with { Gone = new Departure(Id(64), "orrery", Id(70), Monday) }).ShouldBeEmpty("the next owner has it");
        QuietWarnings.Of(state with { AppealOf = appeal with { Outcome = "uphold" } }).ShouldBeEmpty("what was upheld stands in the first case");
        QuietWarnings.Of(state with { AppealOf = appeal with { Outcome = "change" } }).ShouldHaveSingleItem("what was put in its place stands here");
    }
}
