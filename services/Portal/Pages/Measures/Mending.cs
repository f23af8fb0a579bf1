using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Pages.Measures;

/// <summary>What somebody wrote is shown to them again, whatever became of it: refused by a rule, their sign-in over, nobody there to answer.</summary>
internal static class Mending
{
    /// <summary>Why it was not taken; null for a mistake of ours, and where nobody waits for the answer any more.</summary>
    public static Refusal? Of(Exception e, CancellationToken cancellationToken) => e switch
    {
        RefusedException refused => refused.Refusal,
        _ when !cancellationToken.IsCancellationRequested && (ProblemWriter.IsOutage(e) || e is JsonException) => new Refusal(StatusCodes.Status503ServiceUnavailable, "unavailable"),
        _ => null,
    };

    /// <summary>The form again, with what it is about; where that cannot be read just now, a page that keeps what was written and sends it once more.</summary>
    /// <param name="address">of the form</param>
    /// <param name="fields">names of what was written</param>
    public static async Task<IResult> ShowAsync(Func<Task<IResult>> again, string address, FormState form, IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        try
        {
            return await again();
        }
        catch (Exception e) when (Of(e, cancellationToken) is { } refused)
        {
            return new RazorComponentResult<SendAgainPage>(new { Address = address, Form = form, Fields = (IReadOnlyList<string>)[.. fields], Refused = refused }) { StatusCode = refused.Status };
        }
    }
}
