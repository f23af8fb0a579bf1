using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Coc.Platform.Security;

/// <summary>Which kinds of caller an endpoint takes; an endpoint without it is closed to everybody.</summary>
public sealed record CallerRequirement(IReadOnlyList<CallerKind> Kinds);

/// <summary>Turns the ticket of a request into its <see cref="Caller"/> and refuses kinds the endpoint does not take.</summary>
public sealed class CallerGuard(RequestDelegate next, Tickets tickets, ServiceSettings settings)
{
    /// <summary>401 for signed-in routes without a valid sign-in; 404 for codes and for what is not there for this kind of caller.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var endpoint = context.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<OpenDoor>() is not null)
        {
            return next(context);
        }

        var caller = context.Request.Headers[Tickets.Header] is [{ } ticket] ? tickets.Read(settings.Service, ticket) : null;
        var kinds = endpoint.Metadata.GetMetadata<CallerRequirement>()?.Kinds ?? [];
        if (caller is null || !kinds.Contains(caller.Kind))
        {
            throw new ProblemException(kinds.Contains(CallerKind.Seat) && caller?.Kind is null or CallerKind.Public ? Problems.SignInRequired : Problems.NotFound);
        }

        if (!IdInPath.AllAreIds(endpoint, context.Request.RouteValues))
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Features.Set(ServiceChannel.WithEvent(caller, context.Request.Headers[ServiceChannel.ActingHeader]));
        return next(context);
    }
}

/// <summary>Marks an endpoint that asks for no ticket: health.</summary>
public sealed record OpenDoor;

/// <summary>How routes say who may come.</summary>
public static class CallerRequirements
{
    /// <summary>Only these kinds of caller reach the endpoints of this group.</summary>
    public static T For<T>(this T builder, params CallerKind[] kinds) where T : IEndpointConventionBuilder =>
        builder.WithMetadata(new CallerRequirement(kinds));
}
