using Coc.EventFormat.Sealing;
using Coc.EventStore.Reading;

namespace Coc.EventStore;

/// <summary>
/// The event store's one door: read streams, append to them in one transaction. Marten could stand behind it. For many threads at once. Versions count from 1
/// within a stream, sequence numbers from 1 within a service's log; instants are UTC to the microsecond. Errors of the connection
/// (<see cref="Npgsql.NpgsqlException"/>) come as they are: reads have no effect, and an append is sent again as it was.
/// </summary>
public interface IEventStore
{
    /// <summary>
    /// Reads one stream from a version (1 is the first event), in one round trip; nothing is retried. Events and version belong together: what is appended
    /// meanwhile is not in it. A stream that does not exist, or belongs to another tenant, is empty with version 0.
    /// </summary>
    /// <exception cref="UnknownEventTypeException">an event is of a type that is not registered here.</exception>
    /// <exception cref="SealedMemberException">a sensitive member is not the ciphertext that was written there.</exception>
    Task<EventStream> ReadAsync(StreamKey stream, long fromVersion = 1, CancellationToken cancellationToken = default);

    /// <summary>Reads several streams, also of several tenants, in one round trip; answers in the order asked. Each is whole, together they are not of one moment.</summary>
    Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, CancellationToken cancellationToken = default);

    /// <summary>
    /// Folds a stream into a state, from the newest kept state when one fits: one round trip. A reader that had to fold <see cref="Fold{TState}.Every"/>
    /// events or more keeps the state for the next one before it answers; nothing else in the store waits for that. Fails as a read does.
    /// </summary>
    /// <exception cref="InvalidOperationException">the state is not the same after it was stored and read: keep only what serialises.</exception>
    Task<Folded<TState>> FoldAsync<TState>(StreamKey stream, Fold<TState> fold, CancellationToken cancellationToken = default)
        where TState : class;

    /// <summary>
    /// Appends to any number of streams and runs the accompanying statements (read models, inbox, idempotency rows) in ONE transaction:
    /// all or nothing, one round trip in the usual case. Streams are locked in (tenant, id) order. Retried here, five times at most, is what wrote nothing and
    /// may succeed: a remembered head or key that had moved, a deadlock, a serialisation failure. A conflict is not: it is for whoever decided.
    /// An append that does not meet its expected versions, or expects none, or repeats an id of the stream's last twenty events, is looked up by its event
    /// ids: when all are stored already in those streams, it answers as it did the first time (<see cref="Appended.Repeated"/>), with what is stored, and writes nothing, statements included. Ids count within their
    /// stream; an id belongs to one event and is not chosen twice.
    /// </summary>
    /// <exception cref="StreamConflictException">a stream is not at its expected version, or has some of the events and not the others; carries the actual
    /// version. Nothing was written; load and decide again.</exception>
    /// <exception cref="StreamArchivedException">a stream is archived.</exception>
    /// <exception cref="KeyDisabledException">a sensitive member belongs to an owner whose key is disabled.</exception>
    /// <exception cref="UniqueViolationException">a statement ran into a unique constraint (inbox and idempotency rely on it); nothing was written.</exception>
    Task<Appended> AppendAsync(Append append, CancellationToken cancellationToken = default);

    /// <summary>
    /// Destroys an owner's data key, or with null all of the stream's, in one transaction that waits for appends to the stream: its members read as erased for
    /// ever, hashes still verify. It is in the journal of destroyed keys before it is committed; one that is there in vain is destroyed by the next attempt.
    /// Returns false when there was none. Nothing is retried; to repeat it is harmless.
    /// </summary>
    Task<bool> DestroyKeyAsync(StreamKey stream, string? owner, CancellationToken cancellationToken = default);
}

/// <summary>A stream's full name: the tenant (a body's slug, or <c>*…*</c> for guarded ones) and its id.</summary>
public readonly record struct StreamKey(string Tenant, Guid Id);

/// <summary>Events of one stream in version order; <paramref name="Version"/> is the stream's head, 0 when it does not exist.</summary>
/// <param name="Keys">
/// what it was opened with, for comparing by reference: as long as it is the same, no key of the stream was added, exchanged, disabled or destroyed
/// </param>
public sealed record EventStream(StreamKey Key, string? Type, long Version, bool Archived, IReadOnlyList<StoredEvent> Events, object? Keys = null);

/// <summary>One stored event with its decrypted body (<see cref="Sensitive{T}"/> members of a destroyed key read as erased).</summary>
/// <param name="Sequence">position in the service's log</param>
/// <param name="Type">the name it is stored under, which may be an older one of its class</param>
/// <param name="Hash">the chain hash <c>h</c>, lower-case hex; null for a foreign append without chain header</param>
public sealed record StoredEvent(
    long Sequence, Guid Id, StreamKey Stream, long Version, string Type, object Data, DateTimeOffset At, EventContext Context, string? Hash);

/// <summary>One transaction's work.</summary>
public sealed record Append(IReadOnlyList<StreamAppend> Streams, EventContext Context)
{
    /// <summary>Statements that commit with the events, run after them, in order.</summary>
    public IReadOnlyList<StoreStatement> Statements { get; init; } = [];
}

/// <summary>Events for one stream. <paramref name="ExpectedVersion"/>: 0 = must not exist yet, n = head must be n, <see cref="ExpectAny"/> = whatever it is.</summary>
public sealed record StreamAppend(StreamKey Stream, string StreamType, long ExpectedVersion, IReadOnlyList<NewEvent> Events)
{
    /// <summary>Appends behind whatever is there.</summary>
    public const long ExpectAny = -1;

    /// <summary>
    /// The stream's disabled keys open again, under its lock and before these events are sealed: what they say may belong to the same owners. Keys that were destroyed
    /// stay so; who must not lose them first makes whoever destroys them move the stream on.
    /// </summary>
    public bool Reopens { get; init; }

    /// <summary>What these events lead to, for the inline projections that follow from a stream's state; an append without it fails where one needs it.</summary>
    public object? State { get; init; }
}

/// <summary>An event to store, with an id chosen by the caller, so that a repeated append is recognised.</summary>
public sealed record NewEvent(Guid Id, object Data);

/// <summary>
/// A statement of a read model, run with the tenant set (row-level security applies). Parameters are positional: <c>$1</c>, <c>$2</c>, …
/// Statement text is a constant of the caller, never built from input.
/// </summary>
public sealed record StoreStatement(string Tenant, string Sql, params object?[] Parameters);

/// <summary>What every event carries beside its body (architecture.md "What travels").</summary>
/// <param name="At">domain instant, UTC; truncated to microseconds</param>
/// <param name="Correlation">one per request or message chain</param>
/// <param name="Causation">the event that led to this one, null when a person's command did</param>
/// <param name="Actor">who acted: <c>account:…</c>, <c>receipt:…</c>, <c>system:…</c>; never a name</param>
/// <param name="Seat">acting seat</param>
/// <param name="Role">the acting seat's role</param>
/// <param name="PolicyVersion">version of the body's policy that applied</param>
/// <param name="Incident">the incident all linked reports and cases share</param>
/// <param name="TraceParent">W3C trace context</param>
public sealed record EventContext(
    DateTimeOffset At, Guid Correlation, Guid? Causation = null, string? Actor = null, Guid? Seat = null, string? Role = null,
    int? PolicyVersion = null, Guid? Incident = null, string? TraceParent = null);

/// <summary>What an append wrote: the stored events in the order given, with their sequence numbers, versions and hashes.</summary>
public sealed record Appended(IReadOnlyList<StoredEvent> Events, bool Repeated);

/// <summary>Another writer was first.</summary>
public sealed class StreamConflictException(StreamKey stream, long expected, long actual)
    : Exception($"Stream {stream.Id} is at version {actual}, expected {expected}.")
{
    /// <summary>The stream that moved.</summary>
    public StreamKey Stream { get; } = stream;

    /// <summary>Where it is now.</summary>
    public long Actual { get; } = actual;
}

/// <summary>The stream is archived and takes no more events.</summary>
public sealed class StreamArchivedException(StreamKey stream) : Exception($"Stream {stream.Id} is archived.");

/// <summary>Something was to be sealed under a key that is disabled; nothing was written.</summary>
public sealed class KeyDisabledException(StreamKey stream) : Exception($"A key of stream {stream.Id} is disabled.");

/// <summary>A statement of the append hit a unique constraint; nothing was written.</summary>
public sealed class UniqueViolationException(string constraint, Exception inner) : Exception($"Unique constraint {constraint}.", inner)
{
    /// <summary>The constraint's name.</summary>
    public string Constraint { get; } = constraint;
}
