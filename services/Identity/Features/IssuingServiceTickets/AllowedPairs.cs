namespace Coc.Identity.Features.IssuingServiceTickets;

/// <summary>Who may speak to whom as a service: the one table.</summary>
internal static class AllowedPairs
{
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["intake"] = ["cases", "liaison", "identity", "sanctions"],
        ["sanctions"] = ["intake", "cases", "liaison"],
        ["liaison"] = ["intake", "cases", "identity", "sanctions"],
        ["cases"] = ["intake", "liaison", "sanctions"],
        ["ledger"] = ["cases", "sanctions"],
        ["identity"] = ["identity", "intake", "cases", "sanctions", "liaison", "ledger"], // the demo clock
        ["gateway"] = ["identity"],
    };

    public static bool Allow(string service, string audience) => Table.TryGetValue(service, out var audiences) && audiences.Contains(audience);
}
