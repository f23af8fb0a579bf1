using Coc.EventFormat.Chain;
using Coc.EventStore;
using Coc.EventStore.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Integration.Faults;

/// <summary>The log, read past the store: what is really there.</summary>
internal sealed class Log
{
    private Log(ILookup<StreamKey, EventRow> streams) => Streams = streams;

    /// <summary>In version order.</summary>
    public ILookup<StreamKey, EventRow> Streams { get; }

    public IEnumerable<EventRow> Rows => Streams.SelectMany(s => s);

    /// <param name="only">null for all streams</param>
    public static async Task<Log> ReadAsync(NpgsqlDataSource daemon, IReadOnlyList<StreamKey>? only = null)
    {
        await using var command = daemon.CreateCommand(
            $"select {EventRow.Columns} from mt.mt_events where $1 is null or stream_id = any ($1) order by tenant_id, stream_id, version");
        command.Parameters.Add(new() { Value = only?.Select(s => s.Id).ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<EventRow>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(EventRow.Read(reader));
        }

        return new Log(rows.ToLookup(r => r.Stream));
    }

    /// <summary>Versions from 1 without holes and without doubles, each hash the one that follows from the row and the hash before it.</summary>
    public IEnumerable<string> BrokenStreams()
    {
        foreach (var stream in Streams)
        {
            var (version, hash) = (0L, ChainHash.Beginning);
            foreach (var row in stream)
            {
                hash = row.ComputeHash(hash);
                if (row.Version != ++version || row.StoredHash() != Convert.ToHexStringLower(hash))
                {
                    yield return $"{row.Stream} breaks at version {row.Version}, event {row.Sequence}";
                    break;
                }
            }
        }
    }
}
