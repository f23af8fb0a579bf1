namespace Coc.Portal.Pages.Parts;

/// <summary>Several short things written into one field, one on each line.</summary>
internal static class Lines
{
    /// <summary>Each once, in the order written.</summary>
    public static IReadOnlyList<string> Of(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The same; null when there is none, which leaves it out of what is sent.</summary>
    public static IReadOnlyList<string>? OrNull(string text) => Of(text) is { Count: > 0 } lines ? lines : null;
}
