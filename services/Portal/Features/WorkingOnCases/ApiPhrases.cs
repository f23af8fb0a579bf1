using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>What the API says of a field, with the field's name before it and in the reader's language where it is one of the usual sentences.</summary>
internal static class ApiPhrases
{
    private static readonly (string Begins, string Key)[] Usual =
    [
        ("must not be empty", "Said.empty"), ("must be in the future", "Said.future"), ("must be after from", "Said.afterFrom"), ("must be there unless", "Said.end"), ("must be absent when the measure is permanent", "Said.noEnd"),
        ("must be a code in letters", "Said.code"), ("names a body that is not", "Said.body"), ("is not a body of the directory", "Said.body"), ("is no project", "Said.project"), ("must have at most", "Said.long"), ("must be one of", "Said.choose"),
        ("must be some of", "Said.choose"), ("must be named", "Said.choose"), ("must name", "Said.choose"), ("must be two", "Said.two"), ("must say who", "Said.who"), ("must not be more than 24 hours past", "Said.past"), ("must be within", "Said.far"),
        ("has no committee of its own", "Said.noCommittee"), ("has no seat that decides", "Said.noSeats"), ("either the response", "Said.oneAnswer"), ("either a seat or a name", "Said.seatOrName"), ("must say why it is on hold", "Said.onHold"), ("is for", "Said.notHere"),
    ];

    /// <param name="label">of a field, by its path; null: none of the form's</param>
    public static Refusal InTheirWords(this Refusal refusal, IStringLocalizer words, Func<string, string?> label) => refusal.Errors is null ? refusal : refusal with
    {
        Errors = refusal.Errors.ToDictionary(e => e.Key, e => e.Value.Select(said => label(e.Key) is { } named ? $"{named}: {In(words, said)}" : In(words, said)).ToArray()),
    };

    private static string In(IStringLocalizer words, string said) => Array.Find(Usual, u => said.StartsWith(u.Begins, StringComparison.Ordinal)).Key is { } key ? words[key] : said;
}
