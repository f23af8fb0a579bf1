using System.Globalization;
using System.Text.RegularExpressions;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Primitives;

namespace Coc.Portal.Features.Reporting;

/// <summary>
/// A report that is not sent yet. It lives in the form alone: what one step asks is in its fields, all the rest in hidden ones, and nothing of it is kept anywhere else.
/// Lists of people are cards, named as in the body that the API takes: <c>subjects[0].name</c>.
/// </summary>
public sealed partial class Draft
{
    /// <summary>Most people that a report can name on each side.</summary>
    public const int MostCards = 50;

    private readonly Dictionary<string, StringValues> values;

    private Draft(Dictionary<string, StringValues> values)
    {
        this.values = values;
        Form = new FormState(values);
    }

    public FormState Form { get; }

    public string this[string field] => Form[field];

    public static Draft Of(IEnumerable<KeyValuePair<string, StringValues>> posted) => new(posted.Where(p => Step.IsAnswer(p.Key)).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>One answer a line, the same one once.</summary>
    public IReadOnlyList<string> Lines(string field) =>
        [.. Form[field].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>As it goes to the API: null when empty, and lines end as everywhere but in browsers.</summary>
    public string? Text(string field) => Form.Text(field)?.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>How many people a list has room for now.</summary>
    /// <param name="least">as many are shown though nothing is written there yet</param>
    public int Cards(string list, int least) =>
        Math.Max(least, values.Keys.Select(field => Card().Match(field)).Where(m => m.Success && m.Groups["list"].Value == list).Select(m => Number(m) + 1).DefaultIfEmpty().Max());

    /// <summary>Something was said about this person.</summary>
    public bool IsFilled(string list, int card) =>
        values.Any(v => Card().Match(v.Key) is { Success: true } m && m.Groups["list"].Value == list && Number(m) == card && !StringValues.IsNullOrEmpty(v.Value) && v.Value.ToString().Trim().Length > 0);

    public Draft With(string field, params string[] answers)
    {
        var next = new Dictionary<string, StringValues>(values) { [field] = answers };
        return new(next);
    }

    /// <summary>Room for one person more.</summary>
    public Draft WithCard(string list, int shown) => shown >= MostCards ? this : With($"{list}[{shown}].name", "");

    /// <summary>Without this person; who comes after them moves up.</summary>
    public Draft WithoutCard(string list, int card)
    {
        var next = new Dictionary<string, StringValues>();
        foreach (var (field, value) in values)
        {
            var match = Card().Match(field);
            if (!match.Success || match.Groups["list"].Value != list)
            {
                next[field] = value;
            }
            else if (Number(match) != card)
            {
                var at = Number(match) > card ? Number(match) - 1 : Number(match);
                next[$"{list}[{at}].{match.Groups["field"].Value}"] = value;
            }
        }

        return new(next);
    }

    /// <summary>Everything that is not asked on this step, to travel in hidden fields.</summary>
    public IEnumerable<(string Field, string Value)> Beside(Step step) =>
        from answer in values
        where !step.Asks(answer.Key)
        from value in answer.Value
        where !string.IsNullOrEmpty(value)
        select (answer.Key, value);

    private static int Number(Match card) => int.Parse(card.Groups["card"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<list>subjects|affected)\[(?<card>[0-4]?[0-9])\]\.(?<field>\w+)$")]
    private static partial Regex Card();
}
