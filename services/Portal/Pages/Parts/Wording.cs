using Microsoft.Extensions.Localization;

namespace Coc.Portal.Pages.Parts;

/// <summary>What the API says in codes, in the reader's language.</summary>
internal static class Wording
{
    /// <summary>The text called <c>kind.code</c>; a code that is newer than this page is shown as it is.</summary>
    public static string Of(this IStringLocalizer texts, string kind, string? code) =>
        string.IsNullOrEmpty(code) ? "" : texts[$"{kind}.{code}"] is { ResourceNotFound: false } text ? text.Value : code;

    /// <summary>Choices of a field, each in words.</summary>
    public static IReadOnlyList<Choice> Choices(this IStringLocalizer texts, string kind, params string[] codes) => [.. codes.Select(c => new Choice(c, texts.Of(kind, c)))];
}
