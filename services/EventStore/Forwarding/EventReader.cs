using Coc.EventStore.Reading;
using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// Reads the log of all tenants in sequence order, never past an uncommitted event, for one who forwards: nothing is decrypted. One reader for each lease.
/// Not for two threads at once.
/// </summary>
public sealed class EventReader(NpgsqlDataSource daemon, EventTypes types)
{
    private readonly LogReader log = new(daemon);
    private readonly StreamHistories histories = new(daemon);

    /// <summary>The next stretch of the log behind a sequence number, in one round trip, two when predecessors have to be looked up; empty when there is none now. Nothing is retried.</summary>
    /// <param name="limit">how many rows to look at, events of other types included</param>
    /// <param name="wanted">stored type names; null for all</param>
    public async Task<ForwardPage> ReadForwardAsync(
        long afterSequence, int limit, IReadOnlySet<string>? wanted = null, CancellationToken cancellationToken = default)
    {
        var page = await log.ReadAsync(afterSequence, limit, wanted, pastGaps: false, cancellationToken);
        var previous = await histories.PreviousAsync(page.Rows, cancellationToken);
        return new ForwardPage([.. page.Rows.Where(r => r.Row is not null).Select(r => new ForwardEvent(r.Row!.Decode(types, null), previous[r.Sequence]))], page.UpTo);
    }
}
