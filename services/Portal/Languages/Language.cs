using System.Globalization;

namespace Coc.Portal.Languages;

/// <summary>A language the pages are written in, or pretend to be.</summary>
/// <param name="Code">in addresses and in <c>lang</c></param>
/// <param name="Name">in itself</param>
/// <param name="RightToLeft">direction of writing</param>
internal sealed record Language(string Code, string Name, bool RightToLeft = false)
{
    public static readonly Language English = new("en", "English");

    /// <summary>Complete languages, in the order in which they are offered.</summary>
    public static IReadOnlyList<Language> Offered { get; } = [English, new("es", "Español")];

    /// <summary>English texts, laid out from right to left: shows what a page would do to a reader of Arabic or Hebrew. Not offered.</summary>
    public static readonly Language Mirrored = new("ar-XB", "Mirrored English", RightToLeft: true);

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Code);

    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>By its code in an address; null when there is no such language.</summary>
    public static Language? Find(string code) => code == Mirrored.Code ? Mirrored : Offered.FirstOrDefault(l => l.Code == code);
}
