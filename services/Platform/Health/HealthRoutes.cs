using Coc.Platform.Http;
using Coc.Platform.Projections;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Platform.Health;

/// <summary>Says whether messages come and go; reports must be taken when they do not.</summary>
public interface IMessagingHealth
{
    /// <summary>Codes and ids of what is wrong by name (<c>broker</c>, <c>relay</c>, <c>waiting</c>); empty when nothing is.</summary>
    IReadOnlyDictionary<string, object> Troubles { get; }
}

/// <summary>Something of a service that may be in trouble while the service itself is ready.</summary>
public interface ITroubleSource
{
    /// <summary>What it is called in the answer.</summary>
    string Name { get; }

    /// <summary>Codes, counts and what to do; null when all is well.</summary>
    object? Trouble { get; }
}

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
public static class HealthRoutes
{
    /// <summary>Ready means the own database answers; trouble with messages or mail, or a stopped projection, is <c>degraded</c> with 200, and says which.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).WithMetadata(new OpenDoor()).ExcludeFromDescription();
        if (routes.ServiceProvider.GetService<NpgsqlDataSource>() is { } database)
        {
            routes.MapGet("/health/ready", (Delegate)((HttpContext context) => ReadyAsync(context, database))).WithMetadata(new OpenDoor()).ExcludeFromDescription();
        }
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, NpgsqlDataSource database)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(limit.Token);
        }
        catch (Exception e) when (Http.ProblemWriter.IsOutage(e) || e is OperationCanceledException)
        {
            context.Response.Headers.RetryAfter = "2";
            return Results.Json(new { status = "unavailable" }, statusCode: 503);
        }

        var troubles = new Dictionary<string, object>(context.RequestServices.GetService<IMessagingHealth>()?.Troubles ?? new Dictionary<string, object>());
        if (context.RequestServices.GetService<ProjectionWatch>() is { AnyStopped: true })
        {
            troubles["projections"] = "stopped";
        }

        foreach (var source in context.RequestServices.GetServices<ITroubleSource>())
        {
            if (source.Trouble is { } trouble)
            {
                troubles[source.Name] = trouble;
            }
        }

        troubles["status"] = troubles.Count > 0 ? "degraded" : "ready";
        return Results.Json(troubles, Json.Options);
    }
}
