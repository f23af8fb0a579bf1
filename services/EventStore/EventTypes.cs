using System.Text.Json.Serialization.Metadata;
using Coc.EventStore.Serialization;

namespace Coc.EventStore;

/// <summary>
/// The registry of one service's event types: stored name (snake_case of the class name, pinned) to class, and how older names become today's class
/// when they are read. Built once at start; a name or class registered twice is an error then.
/// </summary>
public sealed class EventTypes
{
    private readonly Dictionary<string, Shape> byName = [];
    private readonly Dictionary<Type, (string Name, string DotNet)> current = [];

    /// <summary>Registers every concrete type nested in, or derived from, a closed hierarchy's root, except those registered already.</summary>
    public EventTypes AddHierarchy(Type root)
    {
        foreach (var type in root.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(root)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (ShapeOf(type) is null)
            {
                Add(type);
            }
        }

        return this;
    }

    /// <summary>Registers one class.</summary>
    /// <param name="name">its stored name from now on, when its shape is no longer that of its own name; otherwise the snake_case of the class name</param>
    public EventTypes Add(Type type, string? name = null)
    {
        name ??= SnakeCase(type.Name);
        byName.Add(name, new Shape(type, type, static e => e));
        current.Add(type, (name, $"{type.FullName}, {type.Assembly.GetName().Name}"));
        return this;
    }

    /// <summary>
    /// Events stored under an older name are read as <typeparamref name="TOld"/>, a record that keeps their shape, and then upgraded; what is stored stays as
    /// it is. Newest first: <typeparamref name="TNew"/> is registered, or itself an older shape. Sensitive members open as they were stored and may be moved.
    /// </summary>
    public EventTypes Upcast<TOld, TNew>(string name, Func<TOld, TNew> upgrade)
        where TOld : class
        where TNew : class
    {
        var next = ShapeOf(typeof(TNew)) ?? throw new ArgumentException($"{typeof(TNew).Name} is not registered; register the newest first.", nameof(upgrade));
        byName.Add(name, new Shape(typeof(TOld), next.ReadAs, old => next.Upgrade(upgrade((TOld)old))));
        return this;
    }

    /// <summary>The name a class is stored under.</summary>
    public string NameOf(Type type) => NamesOfNew(type).Name;

    /// <summary>The name a class is stored under, and its .NET name beside it.</summary>
    internal (string Name, string DotNet) NamesOfNew(Type type) => current.TryGetValue(type, out var names)
        ? names
        : throw new InvalidOperationException($"{type.Name} is not a registered event type.");

    /// <summary>Every stored name that is read as a class: its own and the older ones. Who selects events by type asks for all of them.</summary>
    public IEnumerable<string> NamesOf(Type type) => byName.Where(n => n.Value.ReadAs == type).Select(n => n.Key).Prepend(NameOf(type)).Distinct();

    /// <summary>The class that events of a stored name are read as, or null when this service does not know the name.</summary>
    public Type? TypeOf(string name) => byName.GetValueOrDefault(name)?.ReadAs;

    /// <summary>All names, older ones included, for approval tests.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>How bodies of a stored name are read, or null.</summary>
    internal Shape? ShapeOf(string name) => byName.GetValueOrDefault(name);

    internal static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    private Shape? ShapeOf(Type stored) => byName.Values.FirstOrDefault(s => s.Stored == stored);

    /// <summary>What a body is deserialised as, what it becomes, and how.</summary>
    internal sealed record Shape(Type Stored, Type ReadAs, Func<object, object> Upgrade)
    {
        /// <summary>Looked up once.</summary>
        public JsonTypeInfo Json => field ??= EventJson.Options.GetTypeInfo(Stored);
    }
}
