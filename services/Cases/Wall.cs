using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases;

/// <summary>Which service may ask what (architecture.md "Who is asking"); for all others the route does not exist.</summary>
internal static class Wall
{
    public static void OnlyFor(this HttpContext context, string service)
    {
        if (context.Caller() is not { Kind: CallerKind.Service } caller || caller.Subject != service)
        {
            throw new ProblemException(Problems.NotFound);
        }
    }
}
