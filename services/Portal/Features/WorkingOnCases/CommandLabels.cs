using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>What a field is called: by its command where that says it in words of its own, else as everywhere.</summary>
internal static partial class CommandLabels
{
    /// <summary>The field's name without places in lists.</summary>
    public static string Plain(CommandField field) => Place().Replace(field.Name, "");

    public static string Label(IStringLocalizer words, string command, CommandField field) => Find(words, command, field, "") ?? field.Name;

    public static string? Hint(IStringLocalizer words, string command, CommandField field) => Find(words, command, field, ".Hint");

    private static string? Find(IStringLocalizer words, string command, CommandField field, string what)
    {
        var plain = Plain(field);
        return words[$"{command}.{plain}{what}"] is { ResourceNotFound: false } own ? own.Value : words[$"Field.{plain}{what}"] is { ResourceNotFound: false } common ? common.Value : null;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();
}
