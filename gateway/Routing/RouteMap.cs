using Coc.Gateway.Asking;

namespace Coc.Gateway.Routing;

/// <summary>A way through the gateway: a path pattern and the service behind it.</summary>
/// <param name="Credential">the header this route is asked with, when it has one of its own</param>
/// <param name="SignIn">false where people sign in or show a code in the body: a bearer there is not looked at</param>
internal sealed record Way(string Pattern, string Service, string? Credential = null, bool SignIn = true);

/// <summary>Which service answers which path. What is not here is not reachable, <c>/internal</c> least of all.</summary>
internal static class RouteMap
{
    /// <summary>The service that answers every path outside of <see cref="NoPages"/>.</summary>
    public const string Pages = "portal";

    /// <summary>Where no pages are: what is not routed there is not there.</summary>
    public static IReadOnlyList<string> NoPages { get; } = ["/api", "/internal", "/openapi", "/health"];

    public static IReadOnlyList<Way> All { get; } =
    [
        new("/api/identity/login", "identity", SignIn: false),
        new("/api/identity/refresh", "identity", SignIn: false),
        new("/api/identity/{**rest}", "identity"),
        new("/api/invitations/{**rest}", "identity", SignIn: false),
        new("/api/demo/{**rest}", "identity"),

        new("/api/reports", "intake"),
        new("/api/receipt/{**rest}", "intake", Credential: "Receipt", SignIn: false),
        new("/api/room/{**rest}", "intake", Credential: "Room", SignIn: false),
        new("/api/codes/{**rest}", "intake", SignIn: false),

        new("/api/reports/preview", "liaison"),
        new("/api/bodies", "liaison"),
        new("/api/bodies/{slug}", "liaison"),
        .. OfBody("liaison", "policy", "duty", "oversight", "seats", "pending-changes", "announcements", "refused-seats", "transfers", "incident-notices", "reports"),
        new("/api/seats/{**rest}", "liaison"),
        new("/api/events/{**rest}", "liaison"),
        new("/api/jurisdiction/{**rest}", "liaison"),
        new("/api/transfers/{**rest}", "liaison"),

        .. OfBody("cases", "conflict-requests", "cases"),
        new("/api/conflict-requests/{**rest}", "cases"),
        new("/api/cases/{**rest}", "cases"),
        new("/api/legal-requests/{**rest}", "cases"),
        new("/api/engagements/{**rest}", "cases"),

        .. OfBody("sanctions", "sanctions", "emergency", "notices", "orders", "spaces", "standing", "api-keys", "webhooks"),
        new("/api/sanctions/{**rest}", "sanctions"),
        new("/api/notices/{**rest}", "sanctions"),
        new("/api/orders/{**rest}", "sanctions"),
        new("/api/orders/{id}/report", "sanctions", Credential: CredentialsOf.Signature, SignIn: false),
        new("/api/standing/{**rest}", "sanctions"),
        new("/api/persons/{**rest}", "sanctions"),
        new("/api/prior-violations", "sanctions"),
        new("/api/events/{slug}/attendee-checks", "sanctions"),

        new("/api/trail/{**rest}", "ledger"),
        new("/api/ledger/{**rest}", "ledger"),
        new("/api/transparency/{**rest}", "ledger"),
    ];

    private static IEnumerable<Way> OfBody(string service, params string[] parts) => parts.Select(part => new Way($"/api/bodies/{{slug}}/{part}/{{**rest}}", service));
}
