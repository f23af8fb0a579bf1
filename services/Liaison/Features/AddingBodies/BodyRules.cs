using System.Text.RegularExpressions;

namespace Coc.Liaison.Features.AddingBodies;

/// <summary>What every body's entry must satisfy, from HTTP and from files alike.</summary>
internal static partial class BodyRules
{
    public const int LongestSlug = 63;
    public const int LongestName = 200;

    public static string[] Kinds { get; } = ["project", "foundation", "parent"];

    public static string[] Handlings { get; } = ["own", "foundation"];

    public static bool IsSlug(string? text) => text is { Length: <= LongestSlug } && Slug().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
