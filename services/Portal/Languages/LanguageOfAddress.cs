using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Coc.Portal.Languages;

/// <summary>
/// The language of a page is in its address (<c>/es/report</c>), because reporters get no cookie; without one it is what the browser asks for. The rest of the
/// pipeline sees the address without it, and links, which are relative to the page's base, keep it.
/// </summary>
internal sealed class LanguageOfAddress(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var first = end < 0 ? path[1..] : path[1..end];
        var named = Language.Find(first);
        if (named is not null)
        {
            context.Request.PathBase = context.Request.PathBase.Add("/" + first);
            context.Request.Path = end < 0 ? "/" : path[end..];
        }
        else
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        }

        var language = named ?? Asked(context.Request);
        context.Features.Set(language);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture;
        return next(context);
    }

    private static Language Asked(HttpRequest request) => (request.GetTypedHeaders().AcceptLanguage ?? [])
        .Where(asked => asked.Quality is not 0)
        .OrderByDescending(asked => asked.Quality ?? 1)
        .Select(asked => Language.Offered.FirstOrDefault(l => asked.Value.StartsWith(l.Code, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(l => l is not null) ?? Language.English;
}
