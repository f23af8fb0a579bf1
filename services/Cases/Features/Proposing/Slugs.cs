using System.Text.Json;
using Coc.Platform.Http;

namespace Coc.Cases.Features.Proposing;

/// <summary>"All", or a list of bodies.</summary>
internal static class Slugs
{
    private const int Most = 500;

    /// <summary>Every slug a proposal names, wherever.</summary>
    public static IReadOnlyCollection<string> Named(ProposalRequest request) =>
        [.. (request.Remedies ?? []).Select(r => r?.Scope?.Bodies).Append(request.Offer?.To).SelectMany(Texts).Distinct()];

    /// <summary>Null means all.</summary>
    public static IReadOnlyList<string>? Read(JsonElement? element, string path, IReadOnlyDictionary<string, string> known, Check check)
    {
        if (element is { ValueKind: JsonValueKind.String } all && all.GetString() == "all")
        {
            return null;
        }

        var stated = Texts(element).ToList();
        var slugs = stated.Distinct().ToList();
        check
            .That(slugs.Count == stated.Count, path, "names a body twice")
            .That(!stated.Contains("all"), path, "all stands alone, not in a list")
            .That(element is { ValueKind: JsonValueKind.Array } list && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String), path, "must be a list of bodies, or all")
            .That(slugs.Count is > 0 and <= Most, path, $"must name 1 to {Most} bodies")
            .That(slugs.All(known.ContainsKey), path, "names a body that is not in the directory");
        return slugs;
    }

    private static IEnumerable<string> Texts(JsonElement? element) => element is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)
        : [];
}
