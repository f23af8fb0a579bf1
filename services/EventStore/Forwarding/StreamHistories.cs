using System.Collections.Immutable;
using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// Knows for each event the last earlier version of every type in its stream. Streams lately read are remembered; their log goes on where it stopped,
/// because a stream's versions and sequence numbers rise together (its row is locked).
/// </summary>
internal sealed class StreamHistories(NpgsqlDataSource daemon)
{
    private const string Versions =
        """
        select e.tenant_id, e.stream_id, e.version, e.type
        from unnest($1, $2, $3, $4) as w (tenant_id, stream_id, behind, before)
        join mt.mt_events e on e.tenant_id = w.tenant_id and e.stream_id = w.stream_id and e.version > w.behind and e.version < w.before
        """;

    private readonly Recent<StreamKey, History> recent = new(4096);

    /// <summary>By sequence number, for the rows whose body was read.</summary>
    public async Task<IReadOnlyDictionary<long, ImmutableDictionary<string, long>>> PreviousAsync(IReadOnlyList<LogRow> rows, CancellationToken cancellationToken)
    {
        var streams = rows.Where(r => r.Row is not null).Select(r => r.Stream).ToHashSet();
        var pages = rows.Where(r => streams.Contains(r.Stream)).GroupBy(r => r.Stream).Select(g => new Page(g.Key, [.. g], Start(g.Key, g.First().Version))).ToList();
        var loaded = await LoadAsync(pages.FindAll(p => p.HasHoles), cancellationToken);
        var previous = new Dictionary<long, ImmutableDictionary<string, long>>();
        foreach (var page in pages)
        {
            Walk(page, loaded[page.Stream], previous);
        }

        return previous;
    }

    private History Start(StreamKey stream, long firstVersion) =>
        recent.Find(stream) is { } known && known.Version < firstVersion ? known : History.Empty;

    private void Walk(Page page, IEnumerable<(long Version, string Type)> loaded, Dictionary<long, ImmutableDictionary<string, long>> previous)
    {
        var here = page.Rows.ToDictionary(r => r.Version);
        var versions = loaded.Where(l => !here.ContainsKey(l.Version)).Concat(page.Rows.Select(r => (r.Version, r.Type))).OrderBy(v => v.Version);
        var history = page.Start;
        foreach (var (version, type) in versions)
        {
            if (here.TryGetValue(version, out var row) && row.Row is not null)
            {
                previous[row.Sequence] = history.LastByType;
            }

            history = new History(version, history.LastByType.SetItem(type, version));
        }

        recent.Remember(page.Stream, history);
    }

    private async Task<ILookup<StreamKey, (long Version, string Type)>> LoadAsync(List<Page> pages, CancellationToken cancellationToken)
    {
        var found = pages.Count == 0 ? [] : await daemon.CreateBatch()
            .Add(
                Versions, pages.ConvertAll(p => p.Stream.Tenant), pages.ConvertAll(p => p.Stream.Id), pages.ConvertAll(p => p.Start.Version),
                pages.ConvertAll(p => p.Rows[^1].Version))
            .ListAsync(row => (Stream: new StreamKey(row.GetString(0), row.GetGuid(1)), Version: (row.GetInt64(2), row.GetString(3))), cancellationToken);
        return found.ToLookup(f => f.Stream, f => f.Version);
    }

    private sealed record History(long Version, ImmutableDictionary<string, long> LastByType)
    {
        public static readonly History Empty = new(0, ImmutableDictionary.Create<string, long>(StringComparer.Ordinal));
    }

    private sealed record Page(StreamKey Stream, IReadOnlyList<LogRow> Rows, History Start)
    {
        public bool HasHoles => Rows[^1].Version - Start.Version != Rows.Count;
    }
}
