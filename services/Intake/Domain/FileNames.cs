using System.Globalization;
using System.Text;

namespace Coc.Intake.Domain;

/// <summary>Names of files, made harmless: no way into a folder, no sign that shows another ending than there is.</summary>
internal static class FileNames
{
    public const int Longest = 255;
    private const string Nameless = "file";

    /// <summary>The last part of what may be a path, without what cannot be seen.</summary>
    public static string Clean(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var name = Visible(last).Trim(' ', '.');
        return name.Length == 0 ? Nameless : name;
    }

    /// <summary>A text without control signs, overrides of the writing direction and other signs that show nothing.</summary>
    public static string Visible(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
