using System.Text.RegularExpressions;
using Coc.Platform.Http;

namespace Coc.Cases;

/// <summary>What may leave this service as a code: strict enough that nothing a person wrote fits through.</summary>
internal static partial class Codes
{
    private const int Most = 50;

    public static bool IsCategory(string code) => Category().IsMatch(code);

    public static Check Spaces(this Check check, IReadOnlyList<string>? spaces, string path)
    {
        check.AtMost(spaces, path, Most).That(spaces is null || spaces.Distinct().Count() == spaces.Count, path, "names a space twice");
        return check.That(spaces is null || spaces.All(s => s is not null && Space().IsMatch(s)), path, "must be spaces such as github:sextant");
    }

    [GeneratedRegex("^[a-z][a-zA-Z]{1,31}$")]
    private static partial Regex Category();

    [GeneratedRegex("^[a-z][a-z0-9]{0,19}:[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$")]
    private static partial Regex Space();
}
