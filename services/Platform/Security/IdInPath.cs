using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coc.Platform.Security;

/// <summary>
/// Stands in for the <c>guid</c> constraint of routes and always holds, so that a route is found, and its sign-in asked for, whatever its path
/// holds in place of an id: 401 comes before 404. <see cref="CallerGuard"/> then answers 404 for what is no id.
/// </summary>
internal sealed class IdInPath : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) => true;

    public static bool AllAreIds(Endpoint endpoint, RouteValueDictionary values) =>
        endpoint is not RouteEndpoint route
        || route.RoutePattern.Parameters.All(p => p.ParameterPolicies.All(policy => policy.Content != "guid") || Guid.TryParse(values[p.Name] as string, out _));
}
