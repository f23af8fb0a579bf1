using Microsoft.Extensions.Localization;

namespace Coc.Portal.Pages.Parts;

/// <summary>Letters as they are said on the telephone, the same in every language (ICAO); digits as the page's language calls them.</summary>
internal static class Spelling
{
    private static readonly string[] Letters =
    [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
        "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
    ];

    public static IReadOnlyList<string> GroupsOf(string code) => code.Split('-', StringSplitOptions.RemoveEmptyEntries);

    public static string Of(char c, IStringLocalizer words) => c switch
    {
        >= 'A' and <= 'Z' => Letters[c - 'A'],
        >= '0' and <= '9' => words[$"Digit.{c}"],
        _ => c.ToString(),
    };
}
