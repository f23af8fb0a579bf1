namespace Coc.Portal.Pages;

/// <summary>What a browser may load and keep: our own styles and scripts, nothing inline, nothing from elsewhere; pages are kept by nobody.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        context.Response.OnStarting(static state =>
        {
            ((HttpContext)state).Response.Headers.Remove("blazor-enhanced-nav"); // nothing of Blazor runs there
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
