using Coc.Portal.Pages.Parts;
using Coc.Portal.Signing;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.SigningIn;

/// <summary>Signing in and out.</summary>
internal static class SignInRoutes
{
    private const string Home = "work";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (Visitor visitor, string? then) => visitor.SignedIn ? Back(visitor, then) : Show(FormState.Of(("then", then))));
        routes.MapPost("/sign-in", SignInAsync);
        routes.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Visitor visitor, Api api, IStringLocalizer<SignInTexts> words)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        if (form["email"].Length == 0)
        {
            form.Wrong("email", words["EmailMissing"]);
        }

        if (form["password"].Length == 0)
        {
            form.Wrong("password", words["PasswordMissing"]);
        }

        if (!form.Fits)
        {
            return Show(form);
        }

        try
        {
            var signedIn = await api.SendAsync<SignedIn>(
                HttpMethod.Post, "/api/identity/login", new { email = form["email"], password = form["password"], code = form.Text("code") }, context.RequestAborted);
            SessionCookies.Set(context, signedIn);
            return Back(visitor, form["then"]);
        }
        catch (RefusedException refused) when (refused.Refusal.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status400BadRequest)
        {
            return Show(form.Wrong("email", words["Failed"])); // one sentence for every reason
        }
        catch (RefusedException refused) when (refused.Refusal.CanBeMended)
        {
            return Show(form.Wrong("", words["Later", refused.Refusal.RetryAfter ?? 60]));
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Visitor visitor, Api api)
    {
        try
        {
            await api.DoAsync(HttpMethod.Post, "/api/identity/logout", new { }, context.RequestAborted);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status401Unauthorized)
        {
            // signed out already
        }

        SessionCookies.Clear(context);
        return Results.Redirect(visitor.Base);
    }

    private static RazorComponentResult<SignInPage> Show(FormState form) => new(new { Form = form });

    // Only to a page of ours.
    private static IResult Back(Visitor visitor, string? then) => Results.Redirect(visitor.Base + (IsOurs(then) ? then : Home));

    /// <summary>A path within the language, without scheme, host or a second slash that a browser would take for one.</summary>
    internal static bool IsOurs(string? then) => !string.IsNullOrEmpty(then) && then.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/') && !then.StartsWith('/') && !then.Contains("//", StringComparison.Ordinal);
}
