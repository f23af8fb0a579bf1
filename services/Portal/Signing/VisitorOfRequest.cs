using Coc.Portal.Languages;
using Coc.Portal.Talking;

namespace Coc.Portal.Signing;

/// <summary>Finds out who looks, and renews a sign-in whose access token has run out.</summary>
internal sealed class VisitorOfRequest(RequestDelegate next, Renewals renewals)
{
    public async Task InvokeAsync(HttpContext context, Visitor visitor, Api api)
    {
        visitor.Language = context.Features.Get<Language>() ?? Language.English;
        visitor.Base = context.Request.PathBase.Value + "/";
        visitor.Path = context.Request.Path.Value!.TrimStart('/');
        visitor.Visit = context.Request.Headers[Api.VisitHeader];
        visitor.AccessToken = SessionCookies.AccessOf(context.Request);
        if (!visitor.SignedIn && SessionCookies.RenewalOf(context.Request) is { Length: > 0 } renewal)
        {
            if (await renewals.RenewAsync(api, renewal) is { } renewed)
            {
                SessionCookies.Set(context, renewed);
                visitor.AccessToken = renewed.AccessToken;
            }
            else
            {
                SessionCookies.Clear(context);
            }
        }

        await next(context);
    }
}
