using System.Text.RegularExpressions;

namespace Coc.Portal.Features.Reporting;

/// <summary>Accounts and places as people copy them, in the form in which they are found again: <c>https://github.com/skyline-7</c> is <c>github:skyline-7</c>.</summary>
internal static partial class Handles
{
    private static readonly Dictionary<string, string> Hosts = new(StringComparer.OrdinalIgnoreCase) { ["github.com"] = "github", ["gitlab.com"] = "gitlab", ["codeberg.org"] = "codeberg" };

    /// <summary>Whoever is named; what is not understood stays as it was written.</summary>
    public static string Account(string written) =>
        Link(written) is { } link && link.Segments is [_, var name, ..] && name.Trim('/') is { Length: > 0 } handle ? $"{Hosts[link.Host]}:{handle}" : Spaced(written);

    /// <summary>A place the API can name; null for one that stays words.</summary>
    public static string? Place(string written)
    {
        var place = Link(written) is { } link && link.AbsolutePath.Trim('/') is { Length: > 0 } path
            ? $"{Hosts[link.Host]}:{string.Join('/', path.Split('/').Take(2))}"
            : Spaced(written);
        return Named().IsMatch(place) ? place : null;
    }

    private static Uri? Link(string written) =>
        Uri.TryCreate(written.Contains("://", StringComparison.Ordinal) ? written : "https://" + written, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && Hosts.ContainsKey(link.Host) ? link : null;

    // "GitHub: sextant" is meant as "github:sextant".
    private static string Spaced(string written) => Platform().Match(written) is { Success: true } m ? $"{m.Groups["platform"].Value.ToLowerInvariant()}:{m.Groups["rest"].Value}" : written;

    [GeneratedRegex(@"^(?<platform>[A-Za-z][A-Za-z0-9-]{0,31})\s*:\s*(?<rest>[^\s/].*)$")]
    private static partial Regex Platform();

    // As the API takes it.
    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}:[A-Za-z0-9][A-Za-z0-9._/@#+-]{0,166}\z")]
    private static partial Regex Named();
}
