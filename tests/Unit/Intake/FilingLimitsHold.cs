using System.Collections.Frozen;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.ListingBodies;
using Coc.Platform.Http;

namespace Coc.Unit.Intake;

public sealed class FilingLimitsHold
{
    private static readonly KnownNames Known = new(
        new Dictionary<string, string> { ["sextant"] = "project", ["orrery"] = "foundation" }, new[] { "orrerycon" }.ToFrozenSet());

    [Fact]
    public void A_description_is_enough() => Errors(new FileReport { Description = "d" }).ShouldBeEmpty();

    [Theory]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void A_description_has_one_to_100_000_characters(int length, bool good) =>
        Errors(new FileReport { Description = new string('x', length) }).Count.ShouldBe(good ? 0 : 1);

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Lists_hold_fifty(int count, bool good)
    {
        var errors = Errors(new FileReport
        {
            Description = "d",
            Projects = Many("sextant", count),
            Spaces = Many("github:sextant", count),
            OtherCommunities = Many("elsewhere", count),
            Subjects = [.. Enumerable.Repeat(new SubjectPart(null, "n", null), count)],
            Affected = [.. Enumerable.Repeat(new AffectedPart(null, null, null, null, null, null, null), count)],
            Exclude = [.. Enumerable.Repeat(new ExclusionPart(null, "n", null, null), count)],
        });

        errors.ShouldBe(good ? [] : ["projects", "spaces", "otherCommunities", "subjects", "affected", "exclude"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_person_has_at_most_twenty_accounts(int count, bool good)
    {
        var report = new FileReport
        {
            Description = "d",
            Subjects = [new(Many("github:a", count), null, null)],
            Affected = [new(null, null, Many("github:a", count), null, null, null, null)],
        };

        Errors(report).ShouldBe(good ? [] : ["subjects[0].accounts", "affected[0].accounts"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("github:sextant", true)]
    [InlineData("list:dev@sextant.example", true)]
    [InlineData("github:sextant/docs", true)]
    [InlineData("sextant", false)]
    [InlineData("github:", false)]
    [InlineData(":sextant", false)]
    [InlineData("github:sex tant", false)]
    [InlineData("github:sextant\n", false)]
    [InlineData("", false)]
    public void A_space_names_platform_and_place(string space, bool good) =>
        Errors(new FileReport { Description = "d", Spaces = [space] }).ShouldBe(good ? [] : ["spaces[0]"]);

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Errors(new FileReport { Projects = ["sextant", "nowhere", "orrery"], Event = "nowhere", Kind = "x", About = "x", AddressTo = "x", Subjects = [null] });

        errors.ShouldBe(["description", "projects[1]", "projects[2]", "event", "kind", "about", "addressTo", "subjects[0]"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void An_interval_does_not_end_before_it_starts(int seconds, bool good) =>
        Errors(new FileReport { Description = "d", Occurred = new(Given.At, Given.At.AddSeconds(seconds), null) }).ShouldBe(good ? [] : ["occurred.to"]);

    [Theory]
    [InlineData(false, "report", "no", "normal")]
    [InlineData(false, "report", null, "normal")]
    [InlineData(true, "report", "no", "urgent")]
    [InlineData(false, "retaliation", "no", "urgent")]
    [InlineData(false, "report", "yes", "urgent")]
    [InlineData(false, "report", "unknown", "normal")]
    public void Danger_children_and_retaliation_are_urgent(bool safety, string kind, string? minor, string urgency) =>
        Urgency.Of(safety, kind, [Given.Affected(), Given.Affected(minor: minor)]).ShouldBe(urgency);

    [Theory]
    [InlineData(true, "threats", "urgent")]
    [InlineData(true, "Threats of violence", "urgent")]
    [InlineData(false, "threats", "normal")] // it is over
    [InlineData(true, "harassment", "normal")]
    [InlineData(true, null, "normal")]
    public void A_threat_that_goes_on_is_urgent(bool ongoing, string? codeSection, string urgency) =>
        Coc.Intake.Features.Filing.Translation.Filed(new FileReport { Description = "d", CodeSection = codeSection, Occurred = new(null, null, ongoing) }, Guid.NewGuid(), Guid.NewGuid()).Urgency.ShouldBe(urgency);

    private static IReadOnlyCollection<string> Errors(FileReport report)
    {
        try
        {
            FilingLimits.Require(report, Known);
            return [];
        }
        catch (ProblemException e)
        {
            e.Problem.Status.ShouldBe(400);
            return [.. e.Problem.Errors!.Keys];
        }
    }

    private static string?[] Many(string text, int count) => [.. Enumerable.Repeat(text, count)];
}
