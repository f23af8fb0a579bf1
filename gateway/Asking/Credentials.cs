using Coc.Gateway.Routing;
using Coc.Platform.Http;

namespace Coc.Gateway.Asking;

/// <summary>What a request shows to say who asks.</summary>
internal enum CredentialKind
{
    None,
    Bearer,
    Receipt,
    Room,
    ApiKey,

    /// <summary>The body is signed; only its service can tell by whom.</summary>
    Signature,
}

/// <summary>The one credential of a request. Prints its kind only.</summary>
internal readonly record struct Credential(CredentialKind Kind, string Value)
{
    public override string ToString() => Kind.ToString();
}

/// <summary>Finds the credential in the headers.</summary>
internal static class CredentialsOf
{
    // Longer than any code or key of ours: what is longer is wrong, and not carried on.
    private const int LongestCode = 200;
    private const string Scheme = "Bearer ";

    /// <summary>In which the portal keeps an access token.</summary>
    public const string SessionCookie = "coc-session";

    /// <summary>Of a bot that reports back, as Standard Webhooks names it.</summary>
    public const string Signature = "webhook-signature";

    /// <summary>The route's own kind first, then the sign-in, then a bot's key.</summary>
    public static Credential Request(HttpRequest request, Way way)
    {
        var headers = request.Headers;
        switch (way.Credential)
        {
            case "Receipt" when headers.TryGetValue("Receipt", out var receipt):
                return new(CredentialKind.Receipt, Short(receipt.ToString()));
            case "Room" when headers.TryGetValue("Room", out var room):
                return new(CredentialKind.Room, Short(room.ToString()));
            case Signature when headers.ContainsKey(Signature):
                return new(CredentialKind.Signature, ""); // goes on beside the body it is of
        }

        if (!way.SignIn)
        {
            return default;
        }

        if (headers.Authorization is { Count: > 0 } authorization)
        {
            return authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? new(CredentialKind.Bearer, value[Scheme.Length..].Trim())
                : throw new ProblemException(Problems.SignInRequired);
        }

        if (headers.TryGetValue("Api-Key", out var key))
        {
            return new(CredentialKind.ApiKey, Short(key.ToString()));
        }

        return request.Cookies[SessionCookie] is { Length: > 0 } session && IsOurPages(request) ? new(CredentialKind.Bearer, session) : default;
    }

    // A cookie comes along whoever made the browser send it; the browser says who did, and no script of another site can say it for it.
    private static bool IsOurPages(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";

    private static string Short(string code) => code.Length <= LongestCode ? code : "";
}
