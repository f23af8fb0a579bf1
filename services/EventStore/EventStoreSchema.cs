namespace Coc.EventStore;

/// <summary>The store's own tables, walls and grants as scripts.</summary>
public static class EventStoreSchema
{
    /// <summary>In order. A migration applies each once; neither name nor text of one that was applied ever changes, a change is a new script.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Scripts { get; } =
    [
        .. from name in typeof(EventStoreSchema).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
           where name.EndsWith(".sql", StringComparison.Ordinal)
           select (name, Read(name)),
    ];

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(EventStoreSchema).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
