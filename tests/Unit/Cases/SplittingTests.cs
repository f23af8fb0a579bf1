using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>One letter about two unrelated matters is split (P22).</summary>
public sealed class SplittingTests
{
    private static CaseCommand.SplitReport Split(int first = 60, int parts = 1, int seat = 1) =>
        new(Seat(seat), Monday, Report, [.. Enumerable.Range(first, parts).Select(n => new NewPart(Id(n), "He also took money.", ["gnomon"], [1], [0]))]);

    [Fact]
    public void The_other_matter_becomes_a_report_and_the_reporter_is_told()
    {
        var given = Opened().Cleared().After(Split());

        given.Then<CaseEvent.PartSplitOff>().ShouldSatisfyAllConditions(
            p => p.Part.ShouldBe(Id(60)), p => p.Report.ShouldBe(Report), p => p.Text.Owner.ShouldBe($"reporter:{Report}"), p => p.Projects.ShouldBe(["gnomon"]), p => p.Subjects.ShouldBe([1]));
        given.Then<CaseEvent.ReporterMessaged>().ShouldSatisfyAllConditions(m => m.Report.ShouldBe(Report), m => m.Text.Value!.ShouldContain("one more report"), m => m.Text.Value!.ShouldNotContain("money"));
        given.State.Parts.ShouldHaveSingleItem().Text.ShouldBe("He also took money.");
        given.State.ReportIds.ShouldBe([Report], "where it went is for those whose it is");
        given.State.Projects.ShouldBe(["sextant"]);
    }

    [Fact]
    public void Not_into_more_than_five()
    {
        var given = Opened().Cleared().After(Split(parts: 3));
        given.When(Split(first: 70, parts: 3)).ThenRefused("tooManyParts");
        var two = given.After(Split(first: 70, parts: 2));
        two.State.Parts.Count.ShouldBe(5);
        two.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("2 more reports of it");
    }

    [Fact]
    public void Not_a_complaint_and_not_an_appeal_and_not_by_a_seat_with_a_conflict()
    {
        Opened().Cleared(1, 2, 3).When(Split(seat: 4)).ThenRefused("notOnPanel");
        var given = Opened().Cleared();
        (given with { State = given.State with { Reports = [new CaseReport(Report, Monday, null, "complaint")] } }).When(Split()).ThenRefused("complaintStays");
        (given with { State = given.State with { Reports = [new CaseReport(Report, Monday, null, "retaliation"), new CaseReport(Id(801), Monday, null)] } }).When(Split()).ThenRefused("retaliationStays");
        (given with { State = given.State with { AppealOf = new(Id(1), "sextant", Id(2), "reporter", null, Report, [], [], [], Monday) } }).When(Split()).ThenRefused("appealStays");
        (given with { State = given.State with { Stage = CaseStage.Closed } }).When(Split()).ThenRefused("caseClosed");
    }
}
