using System.Net;

namespace Coc.Gateway;

/// <summary>What every answer tells the browser, whichever service wrote it.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly Func<object, Task> Setting = static state =>
    {
        Set((HttpContext)state);
        return Task.CompletedTask;
    };

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Setting, context);
        return next(context);
    }

    /// <summary>Over HTTPS, here or where it was ended before us: only on this machine itself somebody comes without.</summary>
    public static bool IsSecure(HttpContext context) => context.Request.IsHttps || context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address);

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Remove("Server");
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }

        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        if (IsSecure(context))
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
