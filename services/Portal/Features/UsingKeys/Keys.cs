namespace Coc.Portal.Features.UsingKeys;

/// <summary>
/// Keys of the workspace, for whoever works with the keyboard all day. They do nothing while somebody writes in a field, and can be switched off (WCAG 2.2, 2.1.4). What they do is in <c>wwwroot/keys.js</c>; a test
/// holds the two together.
/// </summary>
internal static class Keys
{
    /// <summary>Pressed one after the other: the first says "go to".</summary>
    public const string Go = "g";

    /// <summary>Where the second one leads.</summary>
    public static IReadOnlyList<(string Key, string Address)> Places { get; } =
    [
        ("w", "work"), ("r", "conflict-requests"), ("c", "cases"), ("o", "orders"), ("s", "sanctions"), ("f", "foundation"), ("a", "account"),
    ];

    /// <summary>Within a page.</summary>
    public static IReadOnlyList<string> Here { get; } = ["j", "k", "/", "?"];
}
