using System.Globalization;
using System.Resources;

namespace Coc.Mailing;

/// <summary>What mails say. There is one text for everything that waits, whatever and however much it is: a mail tells that there is something, and nothing else (P21).</summary>
public static class MailTexts
{
    /// <summary>Something waits for a seat.</summary>
    public const string Waiting = "waiting";

    /// <summary>Somebody wrote to a reporter, or asks something.</summary>
    public const string News = "news";

    /// <summary>With a code of its own, to be typed in.</summary>
    public const string Invitation = "invitation";

    /// <summary>Half of a one-time code for a lost one, to be typed in; what it is for is not said, and alone it opens nothing.</summary>
    public const string Renewal = "renewal";

    private static readonly ResourceManager Resources = new("Coc.Mailing.MailTexts", typeof(MailTexts).Assembly);

    internal static (string Subject, string Text) Of(string template, string? language, string? code)
    {
        var culture = CultureOf(language);
        var text = Resources.GetString(template + ".text", culture) ?? throw new InvalidOperationException($"There is no text for a mail of {template}.");
        return (Resources.GetString(template + ".subject", culture)!, code is null ? text : string.Format(culture, text, code));
    }

    // What somebody typed as their language need not be one.
    private static CultureInfo CultureOf(string? language)
    {
        try
        {
            return language is { Length: > 0 and <= 20 } ? CultureInfo.GetCultureInfo(language) : CultureInfo.InvariantCulture;
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
