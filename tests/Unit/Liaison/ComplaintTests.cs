using Coc.Cases.Features.ReadingCases;
using Coc.Liaison.Domain.Jurisdiction;

namespace Coc.Unit.Liaison;

/// <summary>A complaint about handling never goes to those complained about (P21).</summary>
public sealed class ComplaintTests
{
    // seats left at: sextant, orrery, meridian, arbiter; the body complained about; who hears it
    [Theory]
    [InlineData(5, 5, 2, null, "sextant", "orrery", "aboveThoseConcerned")]
    [InlineData(5, 1, 2, null, "sextant", "meridian", "aboveThoseConcerned")]
    [InlineData(5, 5, 2, null, "orrery", "meridian", "aboveThoseConcerned")]
    [InlineData(5, 5, 0, 2, "orrery", "arbiter", "aboveThoseConcerned")]
    [InlineData(5, 5, 2, 2, "meridian", "arbiter", "aboveThoseConcerned")]
    [InlineData(5, 3, 1, 1, "orrery", "orrery", "unconcernedSeats")]
    [InlineData(5, 1, 1, 1, "orrery", "meridian", "nobodyUnconcerned")]
    [InlineData(5, 5, 2, null, "meridian", "meridian", "unconcernedSeats")]
    [InlineData(5, 5, 0, null, "meridian", "meridian", "nobodyUnconcerned")]
    [InlineData(2, 1, 1, null, "sextant", "sextant", "unconcernedSeats")]
    [InlineData(5, 5, 2, null, "astrolabe", "orrery", "aboveThoseConcerned")]
    [InlineData(5, 5, 2, null, null, "orrery", "aboveThoseConcerned")]
    public void The_nearest_above_hears_it_else_who_had_no_part(int project, int foundation, int parent, int? arbiter, string? about, string body, string because)
    {
        var facts = new Facts(new("orrery", foundation), new("meridian", parent), [new("sextant", true, project)]) { Arbiter = arbiter is { } seats ? new("arbiter", seats) : null };

        var verdict = Complaints.Route(facts, about);

        (verdict.Body, verdict.Rule, verdict.Because, verdict.JointWith).ShouldBe((body, "P21", because, null));
        verdict.Rules.ShouldHaveSingleItem().Holds.ShouldBeTrue();
        RuleWords.Sentences.Keys.ShouldContain(because);
    }

    [Fact]
    public void Where_it_is_heard_it_stays()
    {
        Complaints.Stays("orrery").ShouldSatisfyAllConditions(v => v.Body.ShouldBe("orrery"), v => v.Rule.ShouldBe("P21"));
        RuleWords.Sentences.Keys.ShouldContain(Complaints.Stays("orrery").Because);
    }
}
