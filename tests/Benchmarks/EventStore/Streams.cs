using Coc.EventStore;

namespace Coc.Benchmarks.EventStore;

/// <summary>Streams written by the store, to be read; with raw copies of the very same rows.</summary>
internal static class Streams
{
    /// <summary>Writes streams of a length, copies them to the raw tables, and answers their ids.</summary>
    public static async Task<Guid[]> WriteAsync(BenchDatabase database, int streams, int length, bool secret)
    {
        var ids = Enumerable.Range(0, streams).Select(_ => Guid.CreateVersion7()).ToArray();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, token) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var events = Enumerable.Range(1, length).Select(i => new NewEvent(Guid.CreateVersion7(), BenchEvent.New(id, i, now, secret)));
            await database.Store.AppendAsync(new Append([new StreamAppend(Key(id), "note", 0, [.. events])], BenchContext.Now()), token);
        });
        var list = string.Join(", ", ids.Select(id => $"'{id}'"));
        await database.ExecuteAsync(
            $"""
            insert into bench.mt_streams select * from mt.mt_streams where id in ({list});
            insert into bench.mt_events
              select nextval('bench.mt_events_sequence'), id, stream_id, version, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived
              from (select * from mt.mt_events where stream_id in ({list}) order by seq_id) e;
            """);
        await database.ExecuteAsync("vacuum (analyze) mt.mt_events, mt.mt_streams, mt.coc_keys, bench.mt_events, bench.mt_streams");
        return ids;
    }

    public static StreamKey Key(Guid id) => new(BenchDatabase.Tenant, id);
}
