using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Platform.Messaging;

/// <summary>
/// The one-shot step <c>topology</c>: declares this service's queues and bindings. Run for every service before any of them publishes,
/// because an exchange forgets what arrives before its queues exist.
/// </summary>
internal static class Topology
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static bool Asked { get; } = Environment.GetCommandLineArgs() is [_, "topology", ..];

    public static async Task<int> DeclareAsync(WebApplication app)
    {
        using var limit = new CancellationTokenSource(Patience);
        var bus = app.Services.GetRequiredService<IBusControl>();
        await bus.StartAsync(limit.Token);
        await bus.StopAsync(limit.Token);
        return 0;
    }
}
