using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Coc.Portal.Features.FollowingReports;
using Coc.Portal.Features.Reporting;
using Coc.Portal.Features.Welcoming;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.Reporting;

/// <summary>What reporters read judges nobody and sounds like no court (P24), in every language.</summary>
public sealed partial class PlainTextsTests
{
    public static TheoryData<string, string> Read => [.. from marker in new[] { typeof(ReportTexts), typeof(OwnPageTexts), typeof(SpellingTexts), typeof(WelcomeTexts) } from language in new[] { "en", "es" } select (marker.FullName!, language)];

    [Theory]
    [MemberData(nameof(Read))]
    public void No_text_judges_anybody(string marker, string language)
    {
        var texts = new ResourceManager(marker, typeof(ReportTexts).Assembly).GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().Select(t => (Key: (string)t.Key, Text: (string)t.Value!)).ToList();

        texts.Count.ShouldBeGreaterThan(8);
        texts.Where(t => Judging().IsMatch(t.Text)).Select(t => t.Key).ShouldBeEmpty();
    }

    [GeneratedRegex("""\b(alleg\w*|claim\w*|victim\w*|offender\w*|laggard\w*|meritless|punitive\w*|perpetrator\w*|accus\w*|víctima\w*|agresor\w*|culpable\w*|presunt\w*|acusad\w*|denunciad\w*|infractor\w*)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Judging();
}
