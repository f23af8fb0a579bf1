using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Coc.Portal.Languages;
using Coc.Portal.Pages;
using Coc.Unit.Conventions;

namespace Coc.Unit.Portal;

/// <summary>Every language the pages are offered in is complete, and nothing is asked for that no resource file has.</summary>
public sealed partial class TextsTests
{
    private static readonly Type[] Markers = [.. typeof(ShellTexts).Assembly.GetTypes().Where(t => t.Name.EndsWith("Texts", StringComparison.Ordinal)).OrderBy(t => t.FullName, StringComparer.Ordinal)];

    public static TheoryData<string, string> Every => [.. Markers.SelectMany(m => Language.Offered.Where(l => l != Language.English).Select(l => (m.FullName!, l.Code)))];

    [Theory]
    [MemberData(nameof(Every))]
    public void Each_text_is_there_in_each_language(string marker, string language)
    {
        var (english, other) = (Of(marker, CultureInfo.InvariantCulture), Of(marker, CultureInfo.GetCultureInfo(language)));

        other.Keys.Order().ShouldBe(english.Keys.Order());
        other.Where(t => string.IsNullOrWhiteSpace(t.Value)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Each_translation_has_the_same_places_to_fill_in(string marker, string language)
    {
        var (english, other) = (Of(marker, CultureInfo.InvariantCulture), Of(marker, CultureInfo.GetCultureInfo(language)));

        other.Where(t => Places(t.Value) != Places(english[t.Key])).Select(t => t.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_asked_for_that_is_not_there()
    {
        var known = Markers.ToDictionary(m => m.Name, m => Of(m.FullName!, CultureInfo.InvariantCulture).Keys.ToHashSet());
        var portal = Path.Combine(Sources.Root, "services", "Portal");
        var asked =
            from file in Directory.EnumerateFiles(portal, "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            where !file.Contains("node_modules", StringComparison.Ordinal)
            let source = File.ReadAllText(file)
            from Match localizer in Localizers().Matches(source)
            from Match text in Regex.Matches(source, $"\\b{localizer.Groups["name"].Value}\\[\"(?<key>[^\"]+)\"")
            select (File: Path.GetFileName(file), Texts: localizer.Groups["texts"].Value, Key: text.Groups["key"].Value);

        var all = asked.ToList();
        all.Count.ShouldBeGreaterThan(20);
        // Two localizers of one file may have names of one letter: it is enough that one of them has the text.
        all.GroupBy(a => (a.File, a.Key)).Where(g => !g.Any(a => known[a.Texts].Contains(a.Key))).Select(g => $"{g.Key.File}: {g.Key.Key}").ShouldBeEmpty();
    }

    private static Dictionary<string, string> Of(string marker, CultureInfo culture)
    {
        var texts = new ResourceManager(marker, typeof(ShellTexts).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return texts is null ? [] : texts.Cast<DictionaryEntry>().ToDictionary(t => (string)t.Key, t => (string)t.Value!);
    }

    private static string Places(string text) => string.Join(' ', Filled().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"IStringLocalizer<(?<texts>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizers();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Filled();
}
