using Coc.EventStore;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>What a part of a letter becomes (P22).</summary>
public sealed class SplittingLetters
{
    private static readonly Guid Part = Guid.NewGuid();

    private static ReportState Split(IReadOnlyList<int>? subjects = null, IReadOnlyList<int>? affected = null, params ReportEvent[] more) => Given.State(
    [
        Given.Filed(
            new Reporter("named", "Rumi", "rumi@people.example", null, true), [new(["github:rex"], "Rex", null), new(["github:tam"], "Tam", null)],
            [Given.Affected(self: true, name: "Rumi"), Given.Affected(name: "Ana", minor: "yes")], [new(null, "Lou Delacroix", null, null)]),
        new ReportEvent.PartSplitOff(Part, Guid.NewGuid(), Sensitive.Of("Tam took money.", Owners.Reporter(Given.Report)), ["gnomon"], subjects ?? [1], affected ?? []), .. more,
    ]);

    [Fact]
    public void A_report_of_its_own_about_what_is_in_it_and_nobody_else()
    {
        var letter = Split();

        var filed = letter.FollowUps.ShouldHaveSingleItem().Filed(letter, Guid.NewGuid());

        (filed.Kind, filed.Channel, filed.FollowsUp, filed.SplitFrom, filed.Urgency).ShouldBe(("report", "split", null, Given.Report, "normal"));
        filed.Projects.ShouldBe(["gnomon"]);
        filed.Subjects.ShouldHaveSingleItem().Value!.Name.ShouldBe("Tam");
        filed.Affected.ShouldBeEmpty();
        (filed.Text.Value!.Description, filed.Text.Value.Reporter.Name, filed.Text.Owner).ShouldBe(("Tam took money.", "Rumi", Owners.Reporter(Part)));
        filed.Text.Value.Exclude.ShouldBeEmpty("whom the reporter excluded stands in the letter");
    }

    [Fact]
    public void A_child_in_it_makes_it_urgent_and_places_that_are_not_there_are_nobody() =>
        Split([0, 7], [1, 9]).FollowUps[0].Filed(Split([0, 7], [1, 9]), Guid.NewGuid()).ShouldSatisfyAllConditions(f => f.Urgency.ShouldBe("urgent"), f => f.Subjects.Count.ShouldBe(1), f => f.Affected.Count.ShouldBe(1));

    [Fact]
    public void Only_the_body_that_had_the_letter_learns_who_wrote_it_unless_the_reporter_says_yes()
    {
        var letter = Split(more: new ReportEvent.BodyNamed("sextant"));
        var filed = letter.FollowUps[0].Filed(letter, Guid.NewGuid());
        ReportState In(string body, params ReportEvent[] more) => Given.State([filed, new ReportEvent.BodyNamed(body), .. more]);

        Consenting.IsSealed(In("sextant"), new("sextant", "project", false)).ShouldBeFalse();
        Consenting.IsSealed(In("gnomon"), new("gnomon", "project", false)).ShouldBeTrue("the first that has the part is not whom it was written to");
        Consenting.IsSealed(In("gnomon", new ReportEvent.ConsentGiven(Guid.NewGuid(), "project", "yes")), new("gnomon", "project", false)).ShouldBeFalse();
    }

    [Fact]
    public void What_makes_the_letter_grave_holds_for_its_parts_and_a_part_of_a_part_is_one_of_the_letter()
    {
        var given = Split();
        var letter = given with { Filed = given.Filed with { SafetyConcern = true } };

        var filed = letter.FollowUps[0].Filed(letter, Guid.NewGuid());

        (filed.SafetyConcern, filed.Urgency).ShouldBe((true, "urgent"));
        var part = given with { Filed = given.Filed with { SplitFrom = Given.Report, SplitIn = "sextant" } };
        var again = part.FollowUps[0].Filed(part with { FirstBody = "gnomon" }, Guid.NewGuid());
        (again.SplitFrom, again.SplitIn).ShouldBe((Given.Report, "sextant"), "whom the reporter excluded there is excluded here");
    }

    [Fact]
    public void It_uses_up_no_complaint_and_is_none()
    {
        var letter = Split();
        letter.IsComplainedOf.ShouldBeFalse();
        letter.FollowUps[0].IsTold.ShouldBeFalse();
        Coc.Intake.Features.Complaining.Complaining.RequireRoom([.. Enumerable.Repeat(letter.FollowUps[0], 10)]);
    }

    [Fact]
    public void A_case_of_the_part_asks_again_whom_the_letter_excludes() =>
        Repeating.For(Given.State(Given.Filed() with { SplitFrom = Part })).ShouldBe([new ReportEvent.ReporterRepeated(Part, "exclusion", null)]);
}
