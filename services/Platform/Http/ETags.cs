using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Coc.Platform.Http;

/// <summary>Optimistic concurrency in HTTP: a version goes out as <c>ETag</c>, comes back as <c>If-Match</c>.</summary>
public static class ETags
{
    /// <summary>The quoted version.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Throws 412 <c>stale</c> when the client asked for another version than the current one.</summary>
    public static void RequireMatch(HttpContext context, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Headers.IfMatch is [{ } wanted] && wanted != "*" && wanted != Of(version))
        {
            throw new ProblemException(Problems.Stale(version));
        }
    }
}
