using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.FollowingReports;

/// <summary>One of the page's forms as it came. There are many on one page, so that the fields of each begin with its name: <c>messages.text</c>.</summary>
/// <param name="name">of the one that was sent; what it is about may be part of it, where a page has several of one kind</param>
internal sealed class Said(FormState form, string name, IStringLocalizer<OwnPageTexts> words)
{
    public FormState Form => form;

    public string Code => TypedCode.Of(form["code"]);

    public string Key { get; private set; } = SendingOnce.KeyOf(form["once"]);

    /// <summary>What the form is about, where there may be several of one kind.</summary>
    public Guid? About => Guid.TryParse(Text("about"), out var about) ? about : null;

    /// <summary>What is not sent yet once this was.</summary>
    public FormState Rest => Unsent.Without(form, name);

    public string Field(string field) => $"{name}.{field}";

    public string? Text(string field) => form.Text(Field(field))?.Replace("\r\n", "\n", StringComparison.Ordinal);

    public IReadOnlyList<string> All(string field) => form.All(Field(field));

    public IReadOnlyList<string> Lines(string field) => [.. (Text(field) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public Said Wrong(string field, string text, params object[] values)
    {
        form.Wrong(field.Length == 0 ? "" : Field(field), words[text, values]);
        return this;
    }

    /// <summary>A text that must be there, and not too long.</summary>
    public void Need(string field, int most, string missing)
    {
        if (Text(field) is null)
        {
            Wrong(field, missing);
        }

        Most(field, most);
    }

    public void Most(string field, int most)
    {
        if (Text(field)?.Length > most)
        {
            Wrong(field, "Wrong.TooLong", most);
        }
    }

    /// <summary>Takes over what the API said, in the reader's language where the reason is one that people come across.</summary>
    public void Wrong(Refusal refusal)
    {
        if (refusal.Code == "idempotencyKeyReused")
        {
            Key = SendingOnce.NewKey();
        }

        foreach (var (path, texts) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            form.Wrong(Field(path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]), string.Join(' ', texts));
        }

        if (form.Fits)
        {
            var known = words[$"Refused.{refusal.Code}"];
            form.Wrong("", refusal.Status switch
            {
                StatusCodes.Status429TooManyRequests => words["Wrong.Wait", refusal.RetryAfter ?? 60],
                _ when !known.ResourceNotFound => known,
                >= 500 => words["Wrong.NotSent"],
                _ => refusal.Detail ?? words["Wrong.NotSent"],
            });
        }
    }
}
