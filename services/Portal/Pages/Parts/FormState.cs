using Coc.Portal.Talking;
using Microsoft.Extensions.Primitives;

namespace Coc.Portal.Pages.Parts;

/// <summary>What somebody has written into a form so far, and what is wrong with it. Fields are named as in the body that the API takes, so that its errors find them.</summary>
public sealed class FormState(IReadOnlyDictionary<string, StringValues> values)
{
    private readonly List<(string Field, string Text)> errors = [];

    public static FormState Empty { get; } = new(new Dictionary<string, StringValues>());

    /// <summary>In the order found; a field may be none of the page's, such as when the whole is refused.</summary>
    public IReadOnlyList<(string Field, string Text)> Errors => errors;

    public bool Fits => errors.Count == 0;

    /// <summary>Names of everything that came with the form.</summary>
    public IEnumerable<string> Fields => values.Keys;

    public static FormState Of(IFormCollection form) => new(form.ToDictionary());

    /// <summary>Filled with what is known already.</summary>
    public static FormState Of(params (string Field, string? Value)[] known) => new(known.ToDictionary(k => k.Field, k => new StringValues(k.Value)));

    /// <summary>The same with another value in one field; without what was wrong.</summary>
    public FormState With(string field, string value) => new(new Dictionary<string, StringValues>(values) { [field] = value });

    /// <summary>Trimmed; empty when nothing was written.</summary>
    public string this[string field] => values.TryGetValue(field, out var value) ? value.ToString().Trim() : "";

    /// <summary>Trimmed; null when nothing was written.</summary>
    public string? Text(string field) => this[field] is { Length: > 0 } text ? text : null;

    /// <summary>Everything ticked under one name.</summary>
    public IReadOnlyList<string> All(string field) => values.TryGetValue(field, out var value) ? [.. value.OfType<string>().Select(v => v.Trim()).Where(v => v.Length > 0)] : [];

    public bool Has(string field, string value) => All(field).Contains(value);

    public string? ErrorOf(string field) => errors.Find(e => e.Field == field).Text;

    public FormState Wrong(string field, string text)
    {
        errors.Add((field, text));
        return this;
    }

    /// <summary>Takes over what the API said; a refusal that names no field stands for the whole.</summary>
    /// <param name="inWords">of the whole</param>
    public FormState Wrong(Refusal refusal, string inWords)
    {
        foreach (var (field, texts) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            Wrong(field, string.Join(' ', texts));
        }

        return refusal.Errors is { Count: > 0 } ? this : Wrong("", inWords);
    }
}
