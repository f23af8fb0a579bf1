using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;
using Coc.EventStore.Forwarding;
using Coc.EventStore.Reading;
using Npgsql;

namespace Coc.EventStore.Projecting;

/// <summary>
/// Makes changes of a stretch of the log: decodes, groups by stream and folds. States lately used are remembered; others are folded anew from their stream,
/// which is the same, because a stream's versions and sequence numbers rise together.
/// </summary>
internal sealed class StreamStates(NpgsqlDataSource daemon, EventTypes types, Projection projection, BodyKeys? bodies)
{
    private const string Earlier =
        $"""
        select {EventRow.Columns} from unnest($1, $2, $3) as w (tenant, stream, before)
        join mt.mt_events e on e.tenant_id = w.tenant and e.stream_id = w.stream and e.version < w.before
        where e.type = any ($4) order by tenant_id, stream_id, version
        """;

    private const string Keys = $"{KeyRow.All} where (k.tenant_id, k.stream_id) in (select * from unnest($1, $2))";

    private readonly string[] wanted = [.. projection.Names(types)];
    private readonly Recent<StreamKey, Folded> recent = new(8192);

    public async Task<IReadOnlyList<StreamChange>> ChangesAsync(LogPage page, CancellationToken cancellationToken)
    {
        var changes = Decode(page.Rows.Where(r => r.Row is not null).Select(r => r.Row!), page.Keys);
        if (projection.Fold is not { } fold)
        {
            return changes;
        }

        var unknown = changes.Where(c => c.Events[0].Version > 1 && Known(c, page) is null).ToList();
        var earlier = unknown.Count == 0 ? [] : (await EarlierAsync(unknown, cancellationToken)).ToDictionary(c => c.Stream, c => c.Events.Aggregate(fold.None, fold.Evolve));
        return changes.ConvertAll(change =>
        {
            var before = Known(change, page)?.State ?? earlier.GetValueOrDefault(change.Stream) ?? fold.None;
            var state = change.Events.Aggregate(before, fold.Evolve);
            recent.Remember(change.Stream, new Folded(change.Events[^1].Version, state));
            return change with { State = state };
        });
    }

    // What was remembered may be ahead, after a write that was taken back; and it holds plain text whose key may be closed by now.
    private Folded? Known(StreamChange change, LogPage page) =>
        recent.Find(change.Stream) is { } known && known.Version < change.Events[0].Version && (bodies is null || page.Keys[change.Stream].All(k => k.Wrapped is not null)) ? known : null;

    private async Task<List<StreamChange>> EarlierAsync(List<StreamChange> unknown, CancellationToken cancellationToken)
    {
        var (tenants, streams) = (unknown.ConvertAll(c => c.Stream.Tenant), unknown.ConvertAll(c => c.Stream.Id));
        await using var batch = daemon.CreateBatch()
            .Add(Earlier, tenants, streams, unknown.ConvertAll(c => c.Events[0].Version), wanted).Add(Keys, tenants, streams);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = await reader.TakeAsync(EventRow.Read, cancellationToken);
        var keys = await reader.TakeAsync(KeyRow.Read, cancellationToken);
        return Decode(rows, keys.ToLookup(k => k.Stream));
    }

    private List<StreamChange> Decode(IEnumerable<EventRow> rows, ILookup<StreamKey, KeyRow> keys) =>
        rows.GroupBy(row => row.Stream).Select(ofStream =>
        {
            var ring = bodies is null ? null : new KeyRing(bodies, keys[ofStream.Key]);
            return new StreamChange(ofStream.Key, [.. ofStream.Select(row => row.Decode(types, ring))], null);
        }).ToList();

    private sealed record Folded(long Version, object State);
}
