using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>Nobody can be asked just now, or the visitor is not signed in any more: what they wrote is given back to them to send again.</summary>
internal static class Kept
{
    public static bool Applies(Exception e) => e is HttpRequestException
        || e is RefusedException { Refusal.Status: StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError };

    public static IResult Page(FormState form, HttpContext context, Exception why) => new RazorComponentResult<KeptPage>(new
    {
        Form = form,
        Action = context.Request.Path.Value!.TrimStart('/'),
        Names = context.Request.Form.Keys.Where(k => !k.StartsWith("__", StringComparison.Ordinal)).ToList(),
        SignedOut = why is RefusedException { Refusal.Status: StatusCodes.Status401Unauthorized },
    })
    {
        StatusCode = StatusCodes.Status503ServiceUnavailable,
    };
}
