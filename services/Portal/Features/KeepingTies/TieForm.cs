using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;

namespace Coc.Portal.Features.KeepingTies;

/// <summary>People and employers somebody is close to, as they said it themselves.</summary>
/// <param name="Kind">hard, soft</param>
public sealed record Tie(string Kind, IReadOnlyList<string>? Names = null, IReadOnlyList<string>? Accounts = null, IReadOnlyList<string>? Employers = null);

/// <summary>Ties as a form shows them, one empty one always at the end, and as the API takes them.</summary>
internal static class TieForm
{
    private const int Most = 100;
    private static readonly string[] Lists = ["names", "accounts", "employers"];

    public static string Field(int n, string name) => $"[{n.ToString(CultureInfo.InvariantCulture)}].{name}";

    public static FormState Of(IReadOnlyList<Tie> ties) => FormState.Of(
    [
        ("count", (ties.Count + 1).ToString(CultureInfo.InvariantCulture)),
        .. ties.SelectMany((t, n) => new (string, string?)[]
        {
            (Field(n, "kind"), t.Kind), (Field(n, "names"), Lines(t.Names)), (Field(n, "accounts"), Lines(t.Accounts)), (Field(n, "employers"), Lines(t.Employers)),
        }),
    ]);

    /// <summary>How many the form shows.</summary>
    public static int Count(FormState form) => Math.Clamp(form.Number("count") ?? 1, 1, Most);

    /// <summary>Those in which something is written; one that was emptied is gone.</summary>
    public static List<Tie> Written(FormState form) =>
        [.. Enumerable.Range(0, Count(form)).Where(n => Lists.Any(l => form[Field(n, l)].Length > 0))
            .Select(n => new Tie(form[Field(n, "kind")] == "soft" ? "soft" : "hard", form.Lines(Field(n, "names")), form.Lines(Field(n, "accounts")), form.Lines(Field(n, "employers"))))];

    private static string? Lines(IReadOnlyList<string>? lines) => lines is null ? null : string.Join('\n', lines);
}
