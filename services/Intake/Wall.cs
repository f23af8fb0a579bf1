using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Intake;

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

    /// <summary>For which case, or by which seat, a service asks.</summary>
    /// <exception cref="ProblemException">400 when it does not say</exception>
    public static Guid IdOf(this HttpContext context, string name)
    {
        var given = Guid.TryParse(context.Request.Query[name], out var id);
        new Check().That(given, name, "must be an id").Throw();
        return id;
    }
}
