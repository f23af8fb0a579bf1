using Coc.Identity.Features.IssuingServiceTickets;

namespace Coc.Unit.Identity;

public sealed class AllowedPairsTests
{
    private static readonly string[] All = ["intake", "cases", "sanctions", "liaison", "ledger", "identity", "gateway", "portal", "", "Intake"];

    private static readonly HashSet<(string, string)> Allowed =
    [
        ("intake", "cases"), ("intake", "liaison"), ("intake", "identity"), ("intake", "sanctions"),
        ("sanctions", "intake"), ("sanctions", "cases"), ("sanctions", "liaison"),
        ("liaison", "intake"), ("liaison", "cases"), ("liaison", "identity"), ("liaison", "sanctions"),
        ("cases", "intake"), ("cases", "liaison"), ("cases", "sanctions"),
        ("ledger", "cases"), ("ledger", "sanctions"),
        ("identity", "identity"), ("identity", "intake"), ("identity", "cases"), ("identity", "sanctions"), ("identity", "liaison"), ("identity", "ledger"),
        ("gateway", "identity"),
    ];

    [Fact]
    public void The_named_pairs_may_speak_and_no_other()
    {
        var found = from service in All from audience in All where AllowedPairs.Allow(service, audience) select (service, audience);

        found.ToHashSet().SetEquals(Allowed).ShouldBeTrue();
    }
}
