namespace Coc.Portal.Signing;

/// <summary>
/// What the browser of somebody who is signed in keeps: the access token, for as long as it is good, and the token that gets the next one. Scripts cannot read them, and no other site can
/// make the browser send them. Reporters and accused persons get neither.
/// </summary>
internal static class SessionCookies
{
    /// <summary>Read by the gateway too (api.md: "or the portal's cookie").</summary>
    public const string Access = "coc-session";

    private const string Renewal = "coc-renewal";

    public static string? AccessOf(HttpRequest request) => request.Cookies[Access];

    public static string? RenewalOf(HttpRequest request) => request.Cookies[Renewal];

    public static void Set(HttpContext context, SignedIn signedIn)
    {
        // Gone a little before it ends: a page that is being made must not be refused half-way.
        context.Response.Cookies.Append(Access, signedIn.AccessToken, Options(context, TimeSpan.FromSeconds(Math.Max(1, signedIn.ExpiresIn - 60))));
        context.Response.Cookies.Append(Renewal, signedIn.RefreshToken, Options(context, null));
    }

    public static void Clear(HttpContext context)
    {
        context.Response.Cookies.Delete(Access, Options(context, null));
        context.Response.Cookies.Delete(Renewal, Options(context, null));
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? lasting) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, Path = "/", MaxAge = lasting,
    };
}

/// <summary>What Identity answers to a sign-in.</summary>
internal sealed record SignedIn(string AccessToken, string RefreshToken, int ExpiresIn);
