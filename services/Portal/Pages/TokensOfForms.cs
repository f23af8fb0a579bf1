using Microsoft.AspNetCore.Antiforgery;

namespace Coc.Portal.Pages;

/// <summary>
/// For forms in which people write much and nothing is kept elsewhere: a form without a valid token is not obeyed, but shown again with every word and a new token, instead of an error page from which
/// there is no way back. Such routes stand outside of the group whose forms are refused before they are read.
/// </summary>
internal static class TokensOfForms
{
    public static Task<bool> HasTokenAsync(this HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
}
