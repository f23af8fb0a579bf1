using Coc.Cases.Features.ReadingCases;
using Coc.Liaison.Domain.Jurisdiction;

namespace Coc.Unit.Liaison;

/// <summary>P15: an appeal stays where it was begun, goes up where no panel can be formed there, never to whom it is about, and by none of J1 to J12.</summary>
public sealed class AppealRoutingTests
{
    private static readonly Facts AtFoundation = new(new("orrery", 5), new("meridian", 2), [new("sextant", true, 5)]) { Owner = new("orrery", false) };

    public static TheoryData<string, int, int, int, bool, string, string> Cases => new()
    {
        // about, hard, of, clean, counsel warns, body, because
        { "sextant", 0, 5, 5, false, "orrery", "appealStays" },
        { "sextant", 2, 5, 1, false, "orrery", "appealStays" }, // three without a hard conflict, one without any
        { "sextant", 3, 5, 2, false, "meridian", "appealMovesUp" },
        { "sextant", 2, 5, 0, false, "meridian", "appealMovesUp" },
        { "sextant", 0, 5, 5, true, "meridian", "appealMovesUp" },
        { "meridian", 3, 5, 2, false, "orrery", "appealHasNobodyAbove" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_decided_by_the_first_body_of_the_ladder_that_can(string about, int hard, int of, int clean, bool warned, string body, string because)
    {
        var verdict = Appeals.Route(AtFoundation with { FoundationConflicts = new(hard, of, clean), ExposureLikely = warned }, about);

        (verdict.Body, verdict.Rule, verdict.Because).ShouldBe((body, "P15", because));
        verdict.Rules.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Rule.ShouldBe("P15"), r => r.Holds.ShouldBeTrue(), r => r.Because.ShouldStartWith("holds because "));
        RuleWords.Sentences.Keys.ShouldContain(because);
    }

    [Theory]
    [InlineData("meridian")]
    [InlineData("arbiter")]
    public void Whoever_has_it_above_keeps_it(string owner) =>
        Appeals.Route(AtFoundation with { Owner = new(owner, false), FoundationConflicts = new(5, 5, 0), ExposureLikely = true }, "orrery").Body.ShouldBe(owner);

    [Theory]
    [InlineData(2, null, "meridian", "appealMovesUp")]
    [InlineData(1, null, "orrery", "appealHasNobodyAbove")]
    [InlineData(1, 2, "arbiter", "appealMovesUp")]
    [InlineData(1, 1, "orrery", "appealHasNobodyAbove")]
    [InlineData(2, 2, "meridian", "appealMovesUp")] // the nearest
    public void It_moves_only_to_a_body_that_has_seats_for_it(int atParent, int? arbiters, string body, string because)
    {
        var facts = AtFoundation with { Parent = new("meridian", atParent), FoundationConflicts = new(3, 5, 2), Arbiter = arbiters is { } seats ? new("arbiter", seats) : null };

        Appeals.Route(facts, "sextant").ShouldSatisfyAllConditions(v => v.Body.ShouldBe(body), v => v.Because.ShouldBe(because));
        Appeals.Route(facts with { Parent = new("meridian", 5) }, "meridian").Body.ShouldBe(arbiters == 2 ? "arbiter" : "orrery", "never to whom it is about");
    }

    [Fact]
    public void An_arbiters_word_that_it_stays_is_its_rule_and_says_so()
    {
        var then = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var facts = AtFoundation with { FoundationConflicts = new(3, 5, 2), Overruled = [new("P15", "arbiter", then)] };

        var verdict = Appeals.Route(facts, "sextant");

        (verdict.Body, verdict.Rule, verdict.Because).ShouldBe(("orrery", "R17", "arbiterSettled"));
        verdict.Rules.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.Holds.ShouldBeFalse(), r => r.Because.ShouldBe("does not hold: overruled by the arbiter of arbiter on 2026-03-02"), r => r.Evaluated.Body.ShouldBe("arbiter"));
        Appeals.Route(facts with { Overruled = [new("J8", "arbiter", then)] }, "sextant").Body.ShouldBe("meridian", "another rule was overruled");
        Appeals.Route(facts with { FoundationConflicts = new(0, 5, 5) }, "sextant").Because.ShouldBe("appealStays", "nothing had to be overruled");
    }

    [Fact]
    public void Where_nobody_is_above_it_stays() =>
        Appeals.Route(AtFoundation with { Parent = null, FoundationConflicts = new(3, 5, 2) }, "sextant").ShouldSatisfyAllConditions(v => v.Body.ShouldBe("orrery"), v => v.Because.ShouldBe("appealHasNobodyAbove"));

    [Fact]
    public void What_would_take_a_first_case_away_does_not_take_an_appeal() =>
        Appeals.Route(
            AtFoundation with { OtherCommunities = true, EventProducer = "parent", RiskFactors = [RiskFactors.SuspectedLawViolation], FoundationConflicts = new(0, 5, 5), AddressTo = "orrery" }, "sextant").Body
            .ShouldBe("orrery");
}
