using System.Reflection;
using Coc.EventStore;
using Coc.Platform.Security;
using Microsoft.Extensions.Configuration;

namespace Coc.Platform;

/// <summary>The one-shot step <c>migrate</c> of every service: event store schema, the service's own SQL, its ticket key ring. Never run by a starting replica.</summary>
public static class Migration
{
    /// <summary>Runs it when the first argument asks for it; true when it did and the process should end.</summary>
    public static async Task<bool> RunIfAskedAsync(string[] args, string service, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(assembly);
        if (args is not ["migrate", ..])
        {
            return false;
        }

        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var owner = configuration["Database:Owner"] ?? throw new InvalidOperationException("Database__Owner is not set");
        await EventStoreSchema.MigrateAsync(owner, $"coc_{service}", $"coc_{service}_daemon", Scripts(assembly));
        if (configuration["Keys:Rings"] is { Length: > 0 } rings)
        {
            new Tickets(rings).Prepare(service);
        }

        return true;
    }

    /// <summary>The service's embedded SQL in name order; names begin with a number: <c>Features/Listing/010_case_list.sql</c>.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Scripts(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
            .Select(n => (Name: ScriptName(n), Sql: Read(assembly, n)))
            .OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    // A resource is called Coc.Cases.Features.Listing.010_case_list.sql; the file's own name is what orders it.
    private static string ScriptName(string resource) => resource.Split('.')[^2];

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
