using System.Reflection;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Migrating;
using Coc.Platform.Security;

namespace Coc.Platform.Maintenance;

/// <summary>The one-shot step <c>migrate</c> of every service: event store schema, the service's own SQL, its ticket key ring, the key it signs heads with. Never run by a starting replica.</summary>
public static class Migration
{
    internal static async Task<int> RunAsync(OneShotCall call)
    {
        await SchemaMigration.RunAsync(call.Owner, $"coc_{call.Service}", $"coc_{call.Service}_daemon", Scripts(call.Assembly));
        if (call.Configuration["Keys:Rings"] is { Length: > 0 } rings)
        {
            new Tickets(rings).Prepare(call.Service);
        }

        if (call.Configuration["Keys:Signing"] is { Length: > 0 } signing)
        {
            SigningKey.Prepare(signing, call.Required("Keys:Signers"), call.Service);
        }

        return 0;
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
