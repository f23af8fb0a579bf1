using Microsoft.Extensions.Localization;

namespace Coc.Portal.Pages.Parts;

/// <summary>What the API says in codes, in the reader's language.</summary>
internal static class Wording
{
    /// <summary>The text called <c>kind.code</c>; a code that is newer than this page is shown as it is.</summary>
    public static string Of(this IStringLocalizer texts, string kind, string? code) =>
        string.IsNullOrEmpty(code) ? "" : texts[$"{kind}.{code}"] is { ResourceNotFound: false } text ? text.Value : code;

    /// <summary>A word that came in an address: shown where the page has it, and never as it came, because anybody can write an address.</summary>
    public static string? Known(this IStringLocalizer texts, string kind, string? code) =>
        string.IsNullOrEmpty(code) || texts[$"{kind}.{code}"] is not { ResourceNotFound: false } text ? null : text.Value;

    /// <summary>Choices of a field, each in words.</summary>
    public static IReadOnlyList<Choice> Choices(this IStringLocalizer texts, string kind, params string[] codes) => [.. codes.Select(c => new Choice(c, texts.Of(kind, c)))];
}
