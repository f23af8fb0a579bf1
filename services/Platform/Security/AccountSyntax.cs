using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Coc.Platform.Http;

namespace Coc.Platform.Security;

/// <summary>Whether a text can be an account at all, or only looks like one: who is asked about in letters of another alphabet would come out clear.</summary>
public static partial class AccountSyntax
{
    /// <summary>No platform and name.</summary>
    public const string UnknownSyntax = "unknownSyntax";

    /// <summary>Letters of several alphabets in one name.</summary>
    public const string Homoglyph = "homoglyph";

    /// <summary>Longer than any account.</summary>
    public const string TooLong = "tooLong";

    private const int Longest = 400;

    /// <summary>Notes what is wrong with an account that somebody names in a command: what is stated in a report is taken as it is.</summary>
    public static Check Account(this Check check, string? account, string path)
    {
        ArgumentNullException.ThrowIfNull(check);
        return (string.IsNullOrWhiteSpace(account) ? UnknownSyntax : Wrong(account)) switch
        {
            null => check,
            Homoglyph => check.That(false, path, "mixes letters that look alike of several alphabets; write it as the platform does, or by its number there, such as github:id:583231"),
            TooLong => check.That(false, path, $"must have at most {Longest} characters"),
            _ => check.That(false, path, "must be a platform and a name, such as github:name"),
        };
    }

    /// <summary>What is wrong with it: one of the three words, or null.</summary>
    public static string? Wrong(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.Length > Longest)
        {
            return TooLong;
        }

        if (!IsText(account))
        {
            return UnknownSyntax;
        }

        var text = account.Normalize(NormalizationForm.FormKC);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return UnknownSyntax;
        }

        var (platform, name) = (text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim());
        return platform.Any(c => c > '~' && char.IsLetter(c)) || MixesAlphabets(name) ? Homoglyph
            : Platform().IsMatch(platform) && name.TrimStart('@').TrimEnd('.').Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format) ? null
            : UnknownSyntax;
    }

    // Half a character is none and cannot be normalised; where one was lost on the way, nobody knows which.
    private static bool IsText(string text)
    {
        try
        {
            _ = text.IsNormalized(NormalizationForm.FormKC);
            return !text.Contains('\uFFFD', StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Latin letters beside Greek or Cyrillic ones (or the like): no name is written so, but one that is to look like another.
    private static bool MixesAlphabets(string name) => name.Any(IsLatin) && name.Any(c => char.IsLetter(c) && IsLookAlike(c));

    private static bool IsLatin(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF');

    private static bool IsLookAlike(char c) => c is (>= '\u0370' and <= '\u058F') or (>= '\u0250' and <= '\u02AF') or (>= '\u10A0' and <= '\u10FF') or (>= '\u13A0' and <= '\u13FF') or (>= '\u1C80' and <= '\u1DBF')
        or (>= '\u1F00' and <= '\u1FFF') or (>= '\u2C80' and <= '\u2CFF') or (>= '\uA640' and <= '\uA69F') or (>= '\uAB30' and <= '\uABBF');

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Platform();
}
