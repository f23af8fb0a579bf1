namespace Coc.Sanctions.Domain;

/// <summary>Which orders a measure needs: one for each space of its scope on whose platform the person has an account.</summary>
internal static class OrderPlan
{
    private const string EventPlatform = "event";

    public static IReadOnlyList<PlannedOrder> Of(SanctionState sanction, IReadOnlyList<OwnedSpace> spaces, IReadOnlyList<PersonAccount> accounts)
    {
        var imposed = sanction.Imposed!;
        var wanted = imposed.Scope.Spaces.Count == 0 ? spaces : [.. spaces.Where(s => imposed.Scope.Spaces.Contains(s.Space)), .. Unregistered(imposed, spaces)];
        return
        [
            .. from space in wanted
               from account in AccountsOn(space, imposed.Type, accounts)
               select new PlannedOrder(Anew(OrderDecider.IdOf(imposed.Sanction, space.Body, space.Space, account.Key, undo: false), sanction), space.Body, space.Space, account.Account),
        ];
    }

    // The account was taken for somebody else's in between, and what had been ordered about it was given back.
    private static Guid Anew(Guid order, SanctionState sanction) => sanction.Left.Contains(order) ? Anew(Platform.Ids.V5(order, "again"), sanction) : order;

    /// <summary>The word for executors.</summary>
    public static string ActionOf(string type, bool undo) => undo ? "restore" : type switch
    {
        "suspension" => "suspend",
        "roleRemoval" => "removeRole",
        "contentRemoval" => "removeContent",
        "temporaryLimit" => "limit",
        _ => type,
    };

    /// <summary>What stands before the first colon.</summary>
    public static string PlatformOf(string name) => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? name[..at] : "";

    public static bool IsEvent(string space) => PlatformOf(space) == EventPlatform;

    // Nobody keeps a door at an event that nobody registered: whoever carries out orders of the issuer sees to it.
    private static IEnumerable<OwnedSpace> Unregistered(SanctionEvent.SanctionImposed imposed, IReadOnlyList<OwnedSpace> spaces) =>
        imposed.Scope.Spaces.Where(s => IsEvent(s) && spaces.All(known => known.Space != s)).Select(s => new OwnedSpace(imposed.Issuer, s));

    // People come to an event, not accounts: one order, under the account they are known by best.
    private static IEnumerable<PersonAccount> AccountsOn(OwnedSpace space, string type, IReadOnlyList<PersonAccount> accounts) => (type is "eventBan" or "escortOut", PlatformOf(space.Space)) switch
    {
        (true, EventPlatform) => accounts.Take(1),
        (true, _) or (_, EventPlatform) => [],
        (_, var platform) => accounts.Where(a => PlatformOf(a.Account) == platform),
    };
}

/// <param name="Key">the account's keyed hash in hex: ids made of it say nothing about the account</param>
internal sealed record PersonAccount(string Account, string Key);

internal sealed record OwnedSpace(string Body, string Space);

internal sealed record PlannedOrder(Guid Order, string Body, string Space, string Account)
{
    public IssuedOrder Issued(bool undo = false) => new(Order, Body, Space, undo);
}
