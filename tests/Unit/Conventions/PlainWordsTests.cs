using System.Text.RegularExpressions;

namespace Coc.Unit.Conventions;

/// <summary>Reporters, affected people and the person concerned read what Intake says; no sentence of it judges anybody before it is decided (P24).</summary>
public sealed partial class PlainWordsTests
{
    private static readonly IReadOnlyList<(string Path, string[] Lines)> Told = [.. Sources.All.Where(s => s.Path.StartsWith("services/Intake/", StringComparison.Ordinal))];

    [GeneratedRegex("""\$?"(?<text>[A-Z](?:[^"\\]|\\.)* (?:[^"\\]|\\.)*)"(?!")""")]
    private static partial Regex Sentence { get; }

    [GeneratedRegex("""\b(alleg\w*|claim\w*|victim\w*|offender\w*|laggard\w*|meritless|punitive\w*|perpetrator\w*|accuser\w*)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Judging { get; }

    [GeneratedRegex("""^\s*//""")]
    private static partial Regex Comment { get; }

    [Fact]
    public void What_people_are_told_judges_nobody() => Told.SelectMany(s => Found(s.Lines).Select(text => $"{s.Path}: {text}")).ShouldBeEmpty();

    [Fact]
    public void Planted_words_are_found_and_codes_and_comments_are_not() => Found(
        [
            """throw Refused("closed", "P6", "The victim was asked.");""", """Text = $"We have {count} claims of yours.";""", "Sql = \"select claim from app.forwardings where claim = $1\";",
            "/// <summary>Says \"The victim asked\".</summary>", """Kind = "claim";""",
        ]).ShouldBe(["The victim was asked.", "We have {count} claims of yours."]);

    [Fact]
    public void There_are_sentences_to_read() => Told.Sum(s => s.Lines.Sum(l => Sentence.Count(l))).ShouldBeGreaterThan(50);

    private static IEnumerable<string> Found(IEnumerable<string> lines) =>
        lines.Where(l => !Comment.IsMatch(l)).SelectMany(l => Sentence.Matches(l)).Select(m => m.Groups["text"].Value).Where(t => Judging.IsMatch(t));
}
