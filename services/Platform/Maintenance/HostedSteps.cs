using Coc.Platform.Messaging;
using Coc.Platform.Projections;
using Microsoft.AspNetCore.Builder;

namespace Coc.Platform.Maintenance;

/// <summary>One-shot steps that need what the host has built: the bus, the projections. The host itself is not started for them.</summary>
public static class HostedSteps
{
    private static readonly Dictionary<string, Func<WebApplication, string[], Task<int>>> Steps = new(StringComparer.Ordinal)
    {
        ["topology"] = (app, _) => Topology.DeclareAsync(app),
        ["projections"] = ProjectionSteps.RunAsync,
        ["deadletters"] = DeadLetterStep.RunAsync,
    };

    /// <summary>The process was started for a step: nothing that works by itself (relay, daemons) is registered then.</summary>
    internal static bool Asked { get; } = Steps.ContainsKey(First());

    /// <summary>Serves, or does the step that the first argument names and sets the exit code.</summary>
    public static async Task RunServiceAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (Steps.TryGetValue(First(), out var step))
        {
            Environment.ExitCode = await StepOutput.OfAsync(() => step(app, Environment.GetCommandLineArgs()[2..]));
        }
        else
        {
            await app.RunAsync();
        }
    }

    private static string First() => Environment.GetCommandLineArgs() is [_, { } first, ..] ? first : "";
}
