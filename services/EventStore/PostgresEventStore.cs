using Coc.EventStore.Appending;
using Coc.EventStore.Encryption;
using Coc.EventStore.Forwarding;
using Coc.EventStore.Reading;
using Npgsql;

namespace Coc.EventStore;

/// <summary>The store on PostgreSQL, as the service's role: row-level security applies to everything it does.</summary>
public sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly Recent<StreamKey, StreamHead> heads = new(4096);
    private readonly StreamReading reading;
    private readonly Appender appender;
    private readonly EventSignal signal;

    /// <summary>Made once per process. The source is best opened by <see cref="EventStoreConnections.Open"/>; whoever opened it disposes of it.</summary>
    public PostgresEventStore(NpgsqlDataSource source, EventTypes types, KeyMaster master)
    {
        this.source = source;
        var bodies = new BodyKeys(source, master);
        reading = new StreamReading(source, types, bodies, heads);
        appender = new Appender(source, types, bodies, heads);
        signal = new EventSignal(source);
    }

    /// <inheritdoc />
    public async Task<EventStream> ReadAsync(StreamKey stream, long fromVersion = 1, CancellationToken cancellationToken = default) =>
        (await reading.ReadAsync([stream], fromVersion, cancellationToken))[0];

    /// <inheritdoc />
    public Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, CancellationToken cancellationToken = default) =>
        reading.ReadAsync(streams, 1, cancellationToken);

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
    public async Task<bool> DestroyKeyAsync(StreamKey stream, string owner, CancellationToken cancellationToken = default)
    {
        await using var batch = source.AsTenant(stream.Tenant)
            // An append that uses the key holds this row until it is committed, and one that comes later sees the key gone.
            .Add("select from mt.mt_streams where tenant_id = $1 and id = $2 for update", stream.Tenant, stream.Id)
            .Add(
                """
                update mt.coc_keys set wrapped = null, destroyed = now()
                where tenant_id = $1 and stream_id = $2 and owner = $3 and destroyed is null
                """,
                stream.Tenant, stream.Id, owner);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        heads.Forget(stream);
        return batch.BatchCommands[^1].RecordsAffected > 0;
    }

    /// <summary>Stops the signal's connection.</summary>
    public ValueTask DisposeAsync() => signal.DisposeAsync();
}
