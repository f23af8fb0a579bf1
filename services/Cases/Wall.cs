using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases;

/// <summary>Which service may ask what (architecture.md "Who is asking"); for all others the route does not exist.</summary>
internal static class Wall
{
    public static void OnlyFor(this HttpContext context, params ReadOnlySpan<string> services)
    {
        if (context.Caller() is not { Kind: CallerKind.Service } caller || !services.Contains(caller.Subject))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }
}
