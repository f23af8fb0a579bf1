namespace Coc.EventStore.Projecting;

/// <summary>When a projection's rows are written.</summary>
public enum ProjectionKind
{
    /// <summary>They commit with the append: whoever wrote reads what it wrote.</summary>
    Inline,

    /// <summary>A daemon follows the log and writes them soon after.</summary>
    Async,
}

/// <summary>What happened to one stream in one append or, on replay, in one stretch of the log.</summary>
/// <param name="Events">those the projection takes, in order; their sequence number is 0 inline, where it is not drawn yet</param>
/// <param name="State">what all events of the stream up to the last of these lead to; null when the projection folds none</param>
public sealed record StreamChange(StreamKey Stream, IReadOnlyList<StoredEvent> Events, object? State);

/// <summary>
/// A read model as one thing: its name, the events it takes, its tables and the rows that follow. The rows must follow from stored events alone, whatever
/// stretches the log is cut into: then the projection can be rebuilt by replay. Statements must be repeatable (upserts) and name their tables with schema.
/// The order of events is kept within a stream.
/// </summary>
public sealed record Projection
{
    private readonly Type events;

    private Projection(string name, ProjectionKind kind, IReadOnlyList<string> tables, Type events, Func<IReadOnlyList<StreamChange>, IEnumerable<StoreStatement>> rows)
    {
        (Name, Kind, Tables, this.events, Rows) = (name, kind, tables, events, rows);
    }

    /// <summary>The name it is known by in the database and to operators; its progress is the row <c>{Name}:All</c>.</summary>
    public string Name { get; }

    /// <summary>Inline or async.</summary>
    public ProjectionKind Kind { get; }

    /// <summary>All tables it writes, with their schema, in the order in which its statements touch them. Nobody else writes them.</summary>
    public IReadOnlyList<string> Tables { get; }

    /// <summary>Replay decrypts sensitive members; members of destroyed keys read as erased. Otherwise all of them read as erased on replay.</summary>
    public bool PlainText { get; init; }

    internal Func<IReadOnlyList<StreamChange>, IEnumerable<StoreStatement>> Rows { get; }

    /// <summary>The state before the first event, and a state's successor; null when no state is folded.</summary>
    internal (object None, Func<object, StoredEvent, object> Evolve)? Fold { get; private init; }

    /// <summary>Rows that follow from each event of a hierarchy by itself.</summary>
    public static Projection OfEvents<TEvent>(string name, ProjectionKind kind, IReadOnlyList<string> tables, Func<TEvent, StoredEvent, IEnumerable<StoreStatement>> rows) =>
        new(name, kind, tables, typeof(TEvent), changes => changes.SelectMany(c => c.Events).SelectMany(e => rows((TEvent)e.Data, e)));

    /// <summary>Rows that follow from a stream's state. Inline, the append hands the state over (<see cref="StreamAppend.State"/>).</summary>
    public static Projection OfStreams<TEvent, TState>(
        string name, ProjectionKind kind, IReadOnlyList<string> tables, TState none, Func<TState, TEvent, TState> evolve,
        Func<TState, StreamChange, IEnumerable<StoreStatement>> rows)
        where TState : class =>
        new(name, kind, tables, typeof(TEvent), changes => changes.SelectMany(c => rows((TState)c.State!, c)))
        {
            Fold = (none, (state, e) => evolve((TState)state, (TEvent)e.Data)),
        };

    /// <summary>Async rows of a whole stretch at once, so that many events can be one statement of many rows.</summary>
    public static Projection OfStretches<TEvent>(string name, IReadOnlyList<string> tables, Func<IReadOnlyList<StreamChange>, IEnumerable<StoreStatement>> rows) =>
        new(name, ProjectionKind.Async, tables, typeof(TEvent), rows);

    /// <summary>Whether it takes events of a class.</summary>
    internal bool Takes(Type type) => type.IsAssignableTo(events);

    /// <summary>The stored names of what it takes.</summary>
    internal IReadOnlySet<string> Names(EventTypes types) => types.Names.Where(name => Takes(types.TypeOf(name)!)).ToHashSet(StringComparer.Ordinal);
}
