using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Pages.Measures;

/// <summary>Words of the API in words of the page.</summary>
internal static class ApiWords
{
    /// <summary>Why the API did not do something: in the page's own words where it has some, otherwise in the API's.</summary>
    public static string Why(this IStringLocalizer words, Refusal refusal)
    {
        var own = words[$"Refused.{refusal.Code}"];
        return !own.ResourceNotFound ? own.Value : refusal.Detail ?? words["Refused.other"].Value;
    }
}
