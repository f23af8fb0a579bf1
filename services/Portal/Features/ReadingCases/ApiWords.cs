using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>Words of the API in the words of people. One that is not known yet is shown as it came: better than nothing, and better than a page that fails.</summary>
internal static class ApiWords
{
    public static string Of(this IStringLocalizer texts, string kind, string? word) =>
        string.IsNullOrEmpty(word) ? "" : texts[$"{kind}.{word}"] is { ResourceNotFound: false } known ? known.Value : word;
}
