using Microsoft.Extensions.Localization;

namespace Coc.Portal.Seats;

/// <summary>Words for what the API says in codes.</summary>
internal static class EnumWords
{
    /// <summary>The text of <c>kind.value</c>; a value that is newer than the page is shown as it came.</summary>
    public static string Of(this IStringLocalizer words, string kind, string? value) =>
        string.IsNullOrEmpty(value) ? "" : words[$"{kind}.{value}"] is { ResourceNotFound: false } known ? known.Value : value;

    /// <summary>Choices of a field, each in words.</summary>
    public static IReadOnlyList<Pages.Parts.Choice> Choices(this IStringLocalizer words, string kind, params string[] values) => [.. values.Select(v => new Pages.Parts.Choice(v, words.Of(kind, v)))];
}
