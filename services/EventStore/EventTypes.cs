namespace Coc.EventStore;

/// <summary>
/// The registry of one service's event types: stored name (snake_case of the class name, pinned) to class.
/// Built once at start; a name or class registered twice is an error then.
/// </summary>
public sealed class EventTypes
{
    private readonly Dictionary<string, Type> byName = [];
    private readonly Dictionary<Type, string> byType = [];

    /// <summary>Registers every concrete type nested in, or derived from, a closed hierarchy's root.</summary>
    public EventTypes AddHierarchy(Type root)
    {
        foreach (var type in root.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(root)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            Add(type);
        }

        return this;
    }

    /// <summary>Registers one class under the snake_case of its name.</summary>
    public EventTypes Add(Type type)
    {
        var name = SnakeCase(type.Name);
        byName.Add(name, type);
        byType.Add(type, name);
        return this;
    }

    /// <summary>The stored name of a class.</summary>
    public string NameOf(Type type) => byType.TryGetValue(type, out var name)
        ? name
        : throw new InvalidOperationException($"{type.Name} is not a registered event type.");

    /// <summary>The class of a stored name, or null when this service does not know it.</summary>
    public Type? TypeOf(string name) => byName.GetValueOrDefault(name);

    /// <summary>All names, for approval tests.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    internal static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
