using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Coc.Platform.Time;

/// <summary>Brings the demo clock back after a restart.</summary>
public sealed class ClockKeeper(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database, DomainClock clock, Configuration.ServiceSettings settings, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Reads the stored offset, as soon as there is a database to read it from; in production there is none and none is read.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (settings.Demo && !await TryReadAsync(cancellationToken))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("select offset_ms from mt.coc_clock where id = 1");
            clock.Offset = TimeSpan.FromMilliseconds(await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0);
            return true;
        }
        catch (NpgsqlException e) when (ProblemWriter.IsOutage(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The service side of <c>POST /api/demo/clock</c>.</summary>
public static class ClockRoutes
{
    /// <summary>Maps <c>PUT /internal/clock</c>; demo profile only.</summary>
    public static void MapClock(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/internal/clock", async (HttpContext context, DomainClock clock, NpgsqlDataSource database) =>
        {
            var offset = await context.ReadAsync<ClockOffset>();
            await clock.SetAsync(database, offset, context.RequestAborted);
            return Results.NoContent();
        }).For(CallerKind.Service).ExcludeFromDescription();

    /// <summary>Moves this service's clock, so that it is where it was after a restart too.</summary>
    public static async Task SetAsync(this DomainClock clock, NpgsqlDataSource database, ClockOffset offset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(offset);
        await using var command = database.CreateCommand("insert into mt.coc_clock (id, offset_ms) values (1, $1) on conflict (id) do update set offset_ms = excluded.offset_ms");
        command.Parameters.AddWithValue(offset.Milliseconds);
        await command.ExecuteNonQueryAsync(cancellationToken);
        clock.Offset = TimeSpan.FromMilliseconds(offset.Milliseconds);
    }
}
