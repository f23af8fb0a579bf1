using Coc.EventStore.Appending;
using Coc.EventStore.Encryption;
using Coc.EventStore.Forwarding;
using Coc.EventStore.Projecting;
using Coc.EventStore.Reading;
using Coc.EventStore.Snapshots;
using Npgsql;

namespace Coc.EventStore;

/// <summary>The store on PostgreSQL, as the service's role: row-level security applies to everything it does.</summary>
public sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    private readonly Recent<StreamKey, StreamHead> heads = new(4096);
    private readonly StreamReading reading;
    private readonly Folding folding;
    private readonly Appender appender;
    private readonly KeyDestruction destruction;
    private readonly EventSignal signal;

    /// <summary>Made once per process. The source is best opened by <see cref="EventStoreConnections.Open"/>; whoever opened it disposes of it.</summary>
    /// <param name="destroyed">folder of the journal of destroyed keys, which a restore replays; without one, a backup brings them back</param>
    /// <param name="projections">the service's read models; those that are inline are written with every append</param>
    public PostgresEventStore(
        NpgsqlDataSource source, EventTypes types, KeyMaster master, string? destroyed = null, IReadOnlyList<Projection>? projections = null)
    {
        var bodies = new BodyKeys(source, master);
        reading = new StreamReading(source, types, bodies, heads);
        folding = new Folding(source, reading, bodies);
        appender = new Appender(source, types, bodies, heads, [.. projections?.Where(p => p.Kind == ProjectionKind.Inline) ?? []]);
        destruction = new KeyDestruction(source, destroyed is null ? null : new DestructionJournal(destroyed));
        signal = new EventSignal(source);
    }

    /// <inheritdoc />
    public async Task<EventStream> ReadAsync(StreamKey stream, long fromVersion = 1, CancellationToken cancellationToken = default) =>
        (await reading.ReadAsync([stream], fromVersion, cancellationToken))[0];

    /// <inheritdoc />
    public Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, CancellationToken cancellationToken = default) =>
        reading.ReadAsync(streams, 1, cancellationToken);

    /// <inheritdoc />
    public Task<Folded<TState>> FoldAsync<TState>(StreamKey stream, Fold<TState> fold, CancellationToken cancellationToken = default)
        where TState : class => folding.FoldAsync(stream, fold, cancellationToken);

    /// <inheritdoc />
    public async Task<Appended> AppendAsync(Append append, CancellationToken cancellationToken = default)
    {
        var appended = await appender.AppendAsync(append, cancellationToken);
        if (appended is { Repeated: false, Events.Count: > 0 })
        {
            signal.Notify();
        }

        return appended;
    }

    /// <inheritdoc />
    public async Task<bool> DestroyKeyAsync(StreamKey stream, string? owner, CancellationToken cancellationToken = default)
    {
        var destroyed = await destruction.DestroyAsync(stream, owner, cancellationToken);
        heads.Forget(stream);
        return destroyed > 0;
    }

    /// <summary>Stops the signal's connection.</summary>
    public ValueTask DisposeAsync() => signal.DisposeAsync();
}
