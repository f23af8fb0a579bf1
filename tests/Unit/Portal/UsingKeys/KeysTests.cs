using System.Text.RegularExpressions;
using Coc.Portal.Features.UsingKeys;
using Coc.Unit.Conventions;

namespace Coc.Unit.Portal.UsingKeys;

/// <summary>What the page says of keys is what script does, and script keeps nothing that anybody wrote.</summary>
public sealed partial class KeysTests
{
    private static string Script(string name) => File.ReadAllText(Path.Combine(Sources.Root, "services", "Portal", "wwwroot", name));

    [Fact]
    public void Every_place_is_reached_by_the_key_that_is_said()
    {
        var places = Place().Matches(Script("keys.js").Split("const places =")[1].Split('}')[0]).Select(m => (m.Groups["key"].Value, m.Groups["to"].Value));

        places.ShouldBe(Keys.Places);
    }

    [Fact]
    public void Every_other_key_does_something()
    {
        var here = Script("keys.js").Split("const here =")[1].Split("};")[0];

        Keys.Here.Where(k => !here.Contains($"'{k}':", StringComparison.Ordinal) && !here.Contains($"{k}:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_key_has_words()
    {
        var page = await Rendering.ShowAsync<KeysPage>();

        page.QuerySelectorAll("dt").Length.ShouldBe(Keys.Places.Count + Keys.Here.Count);
        page.QuerySelectorAll("dd").Select(d => d.TextContent.Trim()).Where(t => t.Length < 2 || Keys.Places.Any(p => p.Address == t)).ShouldBeEmpty();
    }

    [Fact]
    public void What_somebody_writes_is_kept_in_memory_only()
    {
        Code(Script("keeping.js")).ShouldNotContain("localStorage");
        Code(Script("keeping.js")).ShouldNotContain("sessionStorage");
        Code(Script("keeping.js")).ShouldNotContain("indexedDB");
        Stored().Matches(Code(Script("keys.js"))).Select(m => m.Groups["key"].Value).Distinct().ShouldBe(["wish"]);
    }

    private static string Code(string script) => string.Join('\n', script.Split('\n').Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"(?<key>\w): '(?<to>[\w-]+)'")]
    private static partial Regex Place();

    [GeneratedRegex(@"localStorage\.\w+\((?<key>[^,)]+)")]
    private static partial Regex Stored();
}
