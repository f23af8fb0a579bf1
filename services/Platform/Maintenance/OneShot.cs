using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Coc.Platform.Maintenance;

/// <summary>
/// What a service's binary can do instead of serving, asked for by its first argument. These steps need the database and the keys but no host;
/// those that need the bus or the service's projections run after the host was built (<see cref="Messaging.Topology"/>).
/// </summary>
public static class OneShot
{
    private static readonly Dictionary<string, Func<OneShotCall, Task<int>>> Steps = new(StringComparer.Ordinal)
    {
        ["export"] = Export.RunAsync,
        ["import-store"] = Import.RunAsync,
        ["migrate"] = Migration.RunAsync,
        ["keys"] = Keys.RunAsync,
        ["verify"] = Verify.RunAsync,
    };

    /// <summary>Runs the step that the first argument names; true when it did and the process should end. Its exit code is the process's.</summary>
    public static async Task<bool> RunIfAskedAsync(string[] args, string service, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(assembly);
        if (args is not [{ } name, .. var rest] || !Steps.TryGetValue(name, out var step))
        {
            return false;
        }

        var call = new OneShotCall(service, assembly, new ConfigurationBuilder().AddEnvironmentVariables().Build(), rest);
        Environment.ExitCode = await StepOutput.OfAsync(() => step(call));
        return true;
    }
}

/// <summary>One call of a one-shot step.</summary>
/// <param name="Arguments">what follows the step's name</param>
internal sealed record OneShotCall(string Service, Assembly Assembly, IConfiguration Configuration, string[] Arguments)
{
    /// <summary>Connection string of the role that owns the tables; services never have it.</summary>
    public string Owner => Required("Database:Owner");

    /// <summary>A setting that this step cannot do without.</summary>
    public string Required(string key) => Configuration[key] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set");
}
