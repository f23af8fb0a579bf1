using Coc.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Coc.Unit.Gateway;

public sealed class RouteMapTests
{
    [Theory]
    [InlineData("identity", "/api/identity/login", "/api/identity/refresh", "/api/identity/logout", "/api/identity/me", "/api/identity/ties")]
    [InlineData("identity", "/api/invitations/accept", "/api/demo/clock")]
    [InlineData("intake", "/api/reports", "/api/receipt", "/api/receipt/messages", "/api/room", "/api/room/responses", "/api/codes/exchange")]
    [InlineData("liaison", "/api/reports/preview", "/api/bodies", "/api/bodies/sextant", "/api/bodies/sextant/policy", "/api/bodies/sextant/duty")]
    [InlineData("liaison", "/api/bodies/sextant/oversight", "/api/bodies/sextant/seats", "/api/bodies/sextant/pending-changes/1/confirm", "/api/bodies/sextant/refused-seats", "/api/bodies/sextant/transfers")]
    [InlineData("liaison", "/api/bodies/sextant/incident-notices", "/api/seats/1", "/api/seats/1/end", "/api/events", "/api/jurisdiction/explain", "/api/bodies/sextant/reports")]
    [InlineData("liaison", "/api/transfers/1/accept", "/api/transfers/1/refuse")]
    [InlineData("cases", "/api/bodies/sextant/conflict-requests", "/api/bodies/sextant/cases", "/api/bodies/sextant/cases/search")]
    [InlineData("cases", "/api/conflict-requests/1/answer", "/api/cases/1", "/api/cases/1/proposals/2/votes")]
    [InlineData("cases", "/api/legal-requests", "/api/legal-requests/1/answer", "/api/engagements", "/api/engagements/1/report")]
    [InlineData("sanctions", "/api/bodies/sextant/sanctions", "/api/bodies/sextant/emergency", "/api/bodies/sextant/notices", "/api/bodies/sextant/orders", "/api/bodies/sextant/spaces")]
    [InlineData("sanctions", "/api/bodies/sextant/standing/feed", "/api/bodies/sextant/api-keys", "/api/sanctions/1/release", "/api/notices/1/adopt")]
    [InlineData("sanctions", "/api/orders", "/api/orders/1/done", "/api/standing", "/api/standing/checks", "/api/persons/1", "/api/persons/1/reads", "/api/persons/1/merge", "/api/persons/1/split", "/api/prior-violations")]
    [InlineData("sanctions", "/api/bodies/sextant/webhooks", "/api/bodies/sextant/webhooks/1/confirm", "/api/bodies/sextant/webhooks/1/deliveries", "/api/orders/1/insist", "/api/orders/1/report")]
    [InlineData("sanctions", "/api/events/orrerycon/attendee-checks")]
    [InlineData("ledger", "/api/trail/1", "/api/ledger/heads", "/api/ledger/verify", "/api/transparency", "/api/transparency/sextant/2026.csv")]
    public void Every_route_leads_to_its_service(string service, params string[] paths)
    {
        foreach (var path in paths)
        {
            Find(path).ShouldNotBeNull(path).Service.ShouldBe(service, path);
        }
    }

    [Theory]
    [InlineData("/internal/snapshot")]
    [InlineData("/internal/clock")]
    [InlineData("/api/internal/clock")]
    [InlineData("/api")]
    [InlineData("/api/bodies/sextant/unknown")]
    [InlineData("/")]
    public void Nothing_else_leads_anywhere(string path) => Find(path).ShouldBeNull();

    [Fact]
    public void A_sign_in_is_not_looked_at_where_people_sign_in()
    {
        foreach (var path in new[] { "/api/identity/login", "/api/identity/refresh", "/api/invitations/accept", "/api/codes/exchange", "/api/receipt", "/api/room" })
        {
            Find(path)!.SignIn.ShouldBeFalse(path);
        }

        (Find("/api/orders/1/report")!.SignIn, Find("/api/orders/1/report")!.Credential).ShouldBe((false, "webhook-signature"));
        Find("/api/orders/1/done")!.SignIn.ShouldBeTrue();
        Find("/api/identity/me")!.SignIn.ShouldBeTrue();
        Find("/api/reports")!.SignIn.ShouldBeTrue();
    }

    // The router's own rule: of all patterns that fit, the most precise one.
    private static Way? Find(string path) => RouteMap.All
        .Where(way => new TemplateMatcher(TemplateParser.Parse(way.Pattern), []).TryMatch(new PathString(path), new RouteValueDictionary()))
        .OrderBy(way => RoutePrecedence.ComputeInbound(TemplateParser.Parse(way.Pattern)))
        .FirstOrDefault();
}
