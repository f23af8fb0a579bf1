using Coc.Portal.Features.ProposingDecisions;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.Cases;

/// <summary>A proposal's form and what is sent of it.</summary>
public sealed class ProposalBodyTests
{
    private static readonly FormState Written = FormState.Of(
        ("route", "meeting"), ("findings[0].person", "a"), ("findings[1].person", "b"), ("findings[1].finding", "violation"), ("remedies[1].type", "suspension"), ("remedies[1].person", "b"),
        ("remedies[1].until", "2027-02-01T09:00"), ("remedies[1].bodies", "own"), ("rationale.forPanel", "Because"));

    [Fact]
    public void What_was_left_empty_is_not_sent() => ProposalBody.Of(Written, "sextant", 2, 3).ToJsonString().ShouldBe(
        """{"route":"meeting","findings":[{"person":"b","finding":"violation"}],"remedies":[{"person":"b","type":"suspension","scope":{"bodies":["sextant"],"spaces":[]},"until":"2027-02-01T09:00:00Z"}],"rationale":{"forPanel":"Because","forAccused":null,"forReporter":null}}""");

    [Fact]
    public void An_error_stands_at_the_block_it_is_about()
    {
        var refused = new Refusal(400, "validation", Errors: new Dictionary<string, string[]> { ["remedies[0].until"] = ["one"], ["remedies[0].scope.bodies"] = ["two"], ["findings[0].category"] = ["three"], ["route"] = ["four"] });

        ProposalBody.AtTheBlocks(refused, Written, 2, 3).Errors!.Keys.Order(StringComparer.Ordinal).ShouldBe(["findings[1].category", "remedies[1].bodies", "remedies[1].until", "route"]);
    }

    [Fact]
    public void Steps_are_of_agreements_only()
    {
        var form = FormState.Of(("remedies[0].type", "agreement"), ("remedies[0].steps[1].who", "Both"), ("remedies[0].steps[1].what", "Talk"), ("remedies[0].steps[1].due", "2027-01-01T00:00"));

        ProposalBody.Of(form, "sextant", 1, 1)["remedies"]![0]!["steps"]!.ToJsonString().ShouldBe("""[{"who":"Both","what":"Talk","due":"2027-01-01T00:00:00Z"}]""");
    }
}
