using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Sanctions;

/// <summary>Which service may ask what (architecture.md "Who is asking"); for all others the route does not exist.</summary>
internal static class ServiceWall
{
    public static void OnlyFor(this HttpContext context, params ReadOnlySpan<string> services)
    {
        if (!services.Contains(context.Caller().Subject))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }
}
