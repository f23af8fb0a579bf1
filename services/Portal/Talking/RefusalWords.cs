using System.Text.RegularExpressions;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Talking;

/// <summary>What a refusal of a whole form means, in the visitor's language.</summary>
internal static partial class RefusalWords
{
    /// <summary>By its code where there are words for it, else by its status; a rule that nobody has words for is named.</summary>
    public static string Of(this IStringLocalizer<RefusalTexts> words, Refusal refusal)
    {
        if (refusal.Code is { } code && words[$"Code.{code}"] is { ResourceNotFound: false } known)
        {
            return known;
        }

        return refusal.Status switch
        {
            StatusCodes.Status401Unauthorized => words["SignedOut"],
            StatusCodes.Status404NotFound => words["NotThere"],
            StatusCodes.Status412PreconditionFailed => words["Changed"],
            StatusCodes.Status413PayloadTooLarge => words["TooLarge"],
            StatusCodes.Status429TooManyRequests => words["TooMany", refusal.RetryAfter ?? 60],
            StatusCodes.Status409Conflict => words["ByRule", refusal.Rule ?? refusal.Code ?? "409"],
            StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity => words["NotUnderstood"],
            _ => words["Unavailable"],
        };
    }

    /// <summary>Takes over what the API said, each at its field and in the visitor's language where there are words for it.</summary>
    /// <param name="fieldOf">from a path in the API's body to the field of the form, where they differ</param>
    public static FormState Wrong(this FormState form, Refusal refusal, IStringLocalizer<RefusalTexts> words, Func<string, string>? fieldOf = null)
    {
        foreach (var (path, texts) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            // Of several lines written into one field each has a path of its own.
            var field = LastPlace().Replace(fieldOf?.Invoke(path) ?? path, "");
            if (form.ErrorOf(field) is null)
            {
                form.Wrong(field, string.Join(' ', texts.Select(t => words[$"Field.{t}"] is { ResourceNotFound: false } known ? known.Value : words["Field", t].Value)));
            }
        }

        return refusal.Errors is { Count: > 0 } ? form : form.Wrong("", words.Of(refusal));
    }

    [GeneratedRegex(@"\[\d+\]\z")]
    private static partial Regex LastPlace();
}
