using Coc.EventStore.Encryption;
using Coc.EventStore.Projecting;
using Coc.EventStore.Reading;
using Npgsql;

namespace Coc.EventStore.Appending;

/// <summary>
/// Writes an append: in one round trip when every head is known, otherwise under locks. The short way can only fail cleanly, because its own statements
/// compare version, hash and keys; then the long way finds out what is true and says so.
/// </summary>
internal sealed class Appender(
    NpgsqlDataSource source, EventTypes types, BodyKeys bodies, Recent<StreamKey, StreamHead> heads, IReadOnlyList<Projection> inline)
{
    private const int Attempts = 5;

    private readonly LockedHeads locks = new(bodies);

    public async Task<Appended> AppendAsync(Append append, CancellationToken cancellationToken)
    {
        var plan = AppendPlan.Of(append, types);
        if (plan.Streams.Count == 0 && append.Statements.Count == 0)
        {
            return new Appended([], Repeated: false);
        }

        if (KnownHeads(plan) is { } known)
        {
            try
            {
                return await WriteAsync(plan, known, cancellationToken);
            }
            catch (PostgresException failure) when (Failures.IsStale(failure) || Failures.IsTransient(failure))
            {
                Forget(plan, failure);
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new UniqueViolationException(failure.ConstraintName ?? "", failure);
            }
            catch (KeyDisabledException)
            {
                // When the head was remembered it was; it may have been enabled since.
            }
        }

        return await WriteLockedAsync(plan, cancellationToken);
    }

    private List<StreamHead>? KnownHeads(AppendPlan plan)
    {
        var known = new List<StreamHead>();
        foreach (var stream in plan.Streams)
        {
            var expected = stream.Append.ExpectedVersion;
            var head = expected == 0 ? StreamHead.Beginning(bodies) : heads.Find(stream.Key);
            // Reopened keys are another matter than when they were remembered.
            if (head is null || head.Version != expected || stream.Append.Reopens || head.Repeats(stream.Events))
            {
                return null;
            }

            known.Add(head);
        }

        return known;
    }

    // No explicit transaction: the batch is one, and setting the tenant is local to it.
    private async Task<Appended> WriteAsync(AppendPlan plan, List<StreamHead> known, CancellationToken cancellationToken)
    {
        var bodyKeys = await BodyKeysAsync(plan, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var (streams, numbers) = await WriteAsync(connection, null, plan, known, bodyKeys, cancellationToken);
        return Done(plan, streams, numbers);
    }

    private async Task<Appended> WriteLockedAsync(AppendPlan plan, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteLockedAsync(plan, cancellationToken);
            }
            catch (PostgresException failure) when (attempt < Attempts && (Failures.IsStale(failure) || Failures.IsTransient(failure)))
            {
                // Somebody created the stream between the look and the write, or a statement met another one in a circle: nothing was written, look again.
                Forget(plan, failure);
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new UniqueViolationException(failure.ConstraintName ?? "", failure);
            }
        }
    }

    private async Task<Appended> TryWriteLockedAsync(AppendPlan plan, CancellationToken cancellationToken)
    {
        var bodyKeys = await BodyKeysAsync(plan, cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var locked = await locks.LockAsync(connection, transaction, plan, cancellationToken);
        if (Repeated(plan, locked) is { } repeated)
        {
            return repeated;
        }

        var known = locked.Select(Checked).ToList();
        var (streams, numbers) = await WriteAsync(connection, transaction, plan, known, bodyKeys, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done(plan, streams, numbers);
    }

    private StreamHead Checked(LockedStream stream)
    {
        var expected = stream.Plan.Append.ExpectedVersion;
        var actual = stream.Head?.Version ?? 0;
        if (stream.Archived)
        {
            throw new StreamArchivedException(stream.Plan.Key);
        }

        // Some of its events are stored and some are not: two appends were given the same ids.
        return (expected == StreamAppend.ExpectAny || expected == actual) && stream.Repeated.Count == 0
            ? stream.Head ?? StreamHead.Beginning(bodies)
            : throw new StreamConflictException(stream.Plan.Key, expected, actual);
    }

    private Appended? Repeated(AppendPlan plan, IReadOnlyList<LockedStream> locked)
    {
        if (locked.Count == 0 || locked.Any(s => s.Repeated.Count != s.Plan.Events.Count))
        {
            return null;
        }

        var stored = locked.SelectMany(s => s.Repeated, (s, row) => row.Decode(types, s.Keys)).ToDictionary(e => (e.Stream, e.Id));
        return new Appended([.. plan.Append.Streams.SelectMany(s => s.Events, (s, e) => stored[(s.Stream, e.Id)])], Repeated: true);
    }

    private async Task<(List<SealedStream> Streams, IReadOnlyList<long> Numbers)> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, AppendPlan plan, List<StreamHead> known, Dictionary<string, BodyKey> bodyKeys,
        CancellationToken cancellationToken)
    {
        var streams = plan.Streams.Select((s, i) => SealedStream.Of(s, known[i], plan.Context, bodies, bodyKeys.GetValueOrDefault(s.Key.Tenant))).ToList();
        await using var batch = new AppendBatch(connection, transaction, plan.Context);
        foreach (var tenant in streams.GroupBy(s => s.Plan.Key.Tenant))
        {
            batch.Add(tenant.Key, [.. tenant]);
        }

        batch.Add(InlineProjections.Statements(inline, streams, plan.Context).Concat(plan.Append.Statements));
        return (streams, await batch.ExecuteAsync(cancellationToken));
    }

    private Appended Done(AppendPlan plan, List<SealedStream> streams, IReadOnlyList<long> numbers)
    {
        var stored = new Dictionary<StreamKey, StoredEvent[]>();
        var begin = 0;
        foreach (var stream in streams)
        {
            var key = stream.Plan.Key;
            heads.Remember(key, stream.After);
            stored[key] = [.. stream.Events.Select((e, i) => e.Stored(key, numbers[begin + i], plan.Context))];
            begin += stream.Events.Count;
        }

        return new Appended([.. plan.Append.Streams.Where(s => s.Events.Count > 0).SelectMany(s => stored[s.Stream])], Repeated: false);
    }

    private async ValueTask<Dictionary<string, BodyKey>> BodyKeysAsync(AppendPlan plan, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, BodyKey>(StringComparer.Ordinal);
        foreach (var stream in plan.Streams.Where(s => s.HasSecrets))
        {
            keys[stream.Key.Tenant] = await bodies.CurrentAsync(stream.Key.Tenant, cancellationToken);
        }

        return keys;
    }

    private void Forget(AppendPlan plan, PostgresException failure)
    {
        foreach (var stream in plan.Streams)
        {
            heads.Forget(stream.Key);
            if (Failures.IsReplacedBodyKey(failure))
            {
                bodies.Forget(stream.Key.Tenant);
            }
        }
    }
}
