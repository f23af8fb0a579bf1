using System.Globalization;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Platform.Configuration;
using Coc.Platform.Maintenance;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Platform.Projections;

/// <summary>The one-shot step <c>projections</c>: lists this service's projections, rebuilds one, or lets a stopped one go on.</summary>
internal static class ProjectionSteps
{
    public static Task<int> RunAsync(WebApplication app, string[] arguments)
    {
        var all = app.Services.GetService<ReadModels>()?.All ?? [];
        return arguments switch
        {
            [] => ListAsync(app, all),
            ["rebuild", { } name] when all.FirstOrDefault(p => p.Name == name) is { } projection => RebuildAsync(app, projection),
            ["retry", { } name] when all.FirstOrDefault(p => p.Name == name) is { } projection => RetryAsync(app, projection),
            [_, { } name] => FailAsync(Unknown(app, name, all), StepOutput.Misused),
            _ => FailAsync("Say projections, projections rebuild NAME or projections retry NAME.", StepOutput.Misused),
        };
    }

    private static string Unknown(WebApplication app, string name, IReadOnlyList<Projection> all)
    {
        var service = app.Services.GetRequiredService<ServiceSettings>().Service;
        return all.Count == 0 ? $"{service} has no projections." : $"{service} has no projection '{name}'; it has {string.Join(", ", all.Select(p => p.Name))}.";
    }

    private static async Task<int> ListAsync(WebApplication app, IReadOnlyList<Projection> all)
    {
        var service = app.Services.GetRequiredService<ServiceSettings>().Service;
        foreach (var projection in all)
        {
            var status = await ProjectionStatus.ReadAsync(Daemon(app), app.Services.GetRequiredService<EventTypes>(), projection);
            await Console.Out.WriteLineAsync(string.Join(
                '\t', service, projection.Name, projection.Kind == ProjectionKind.Inline ? "inline" : "async", Number(status.Done), Number(status.Lag),
                status.Age is { } age && age > TimeSpan.Zero ? age.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture) : "-", State(status)));
        }

        return 0;
    }

    private static string State(ProjectionStatus status) => status switch
    {
        { Rebuilding: { } percent } => $"rebuilding, {percent} %",
        { Stopped: { } failure } => $"stopped at event {failure.EventId} ({Number(failure.Sequence)}, {failure.EventType}): {failure.Reason}",
        _ => "running",
    };

    private static async Task<int> RebuildAsync(WebApplication app, Projection projection)
    {
        var owner = app.Configuration["Database:Owner"] is { Length: > 0 } given ? given : throw new InvalidOperationException("Database__Owner is not set");
        await using var tables = EventStoreConnections.Open(owner);
        var rebuild = new ProjectionRebuild(
            Daemon(app), tables, app.Services.GetRequiredService<EventTypes>(), app.Services.GetRequiredService<ServiceSettings>().Master!);
        var came = 0L;
        try
        {
            var events = await rebuild.RunAsync(projection, (done, target) => Console.WriteLine($"{projection.Name}: {Number(came = done)} of {Number(target)}"));
            await Console.Out.WriteLineAsync($"{projection.Name} is rebuilt from {Number(events)} events.");
            return 0;
        }
        catch (ProjectionException e)
        {
            return await FailAsync($"{e.Message} The tables are as they were.");
        }
        catch (Exception e)
        {
            // Messages of databases and serialisers quote content.
            return await FailAsync($"The rebuild of {projection.Name} failed behind event {Number(came)}: {ProjectionFailure.ReasonOf(e)}. The old tables are as they were; repair what is wrong and run it again.");
        }
    }

    private static async Task<int> RetryAsync(WebApplication app, Projection projection)
    {
        var stopped = await new ProjectionFailures(Daemon(app)).RetryAsync(projection.Name);
        await Console.Out.WriteLineAsync(stopped ? $"{projection.Name} tries its event again; ./coc projections shows whether it goes on." : $"{projection.Name} was not stopped: there is nothing to do.");
        return 0;
    }

    private static async Task<int> FailAsync(string what, int code = StepOutput.Broken)
    {
        await Console.Error.WriteLineAsync(what);
        return code;
    }

    private static NpgsqlDataSource Daemon(WebApplication app) => app.Services.GetRequiredKeyedService<NpgsqlDataSource>(ServiceHost.DaemonDatabase);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
