using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>Writers that draw, insert, commit and roll back in any order: the reader meets every committed event once and in order, and ends at the last.</summary>
public sealed class RandomSchedules(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Nothing_is_missed_and_nothing_is_read_twice(int seed)
    {
        var random = new Random(seed);
        var reader = new EventReader(fixture.Daemon, StoreFixture.Types);
        var start = await fixture.Daemon.ScalarAsync<long>("select coalesce(max(seq_id), 0) from mt.mt_events");
        var (position, met) = (start, new List<long>());
        var writers = new Writer?[6];

        for (var step = 0; step < 150; step++)
        {
            var at = random.Next(writers.Length);
            switch (random.Next(4))
            {
                case 0:
                    writers[at] ??= await Writer.BeginAsync(fixture.Service);
                    break;
                case 1 when writers[at] is { } writer:
                    await writer.DrawOrInsertAsync();
                    break;
                case 2 when writers[at] is { } writer:
                    await writer.EndAsync(commit: random.Next(3) > 0);
                    writers[at] = null;
                    break;
                default:
                    await LookAsync(random.Next(1, 5));
                    break;
            }
        }

        foreach (var writer in writers.OfType<Writer>())
        {
            await writer.EndAsync(commit: true);
        }

        for (var looks = 0; looks < 200; looks++)
        {
            await LookAsync(10);
        }

        met.Select(m => m.ToString()).ShouldBe(await fixture.Daemon.LinesAsync($"select seq_id from mt.mt_events where seq_id > {start} order by seq_id"));

        async Task LookAsync(int limit)
        {
            var page = await reader.ReadForwardAsync(position, limit, cancellationToken: Token);
            met.AddRange(page.Events.Select(e => e.Event.Sequence));
            position = page.UpTo;
        }
    }

    private sealed class Writer(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        private long drawn;
        private int version;
        private readonly Guid stream = Guid.NewGuid();

        public static async Task<Writer> BeginAsync(NpgsqlDataSource source)
        {
            var connection = await source.OpenConnectionAsync(Token);
            return new Writer(connection, await connection.BeginTransactionAsync(Token));
        }

        public async Task DrawOrInsertAsync()
        {
            if (drawn == 0)
            {
                drawn = (long)(await RunAsync("select nextval('mt.mt_events_sequence')"))!;
                return;
            }

            await RunAsync(
                $"""
                select set_config('coc.tenant', 'project-r', true);
                insert into mt.mt_streams (tenant_id, id, type, version) values ('project-r', '{stream}', 'note', 1) on conflict do nothing;
                insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
                values ({drawn}, '{Guid.NewGuid()}', '{stream}', {++version}, '{"{\"on\":\"2026-01-01T00:00:00Z\",\"large\":1}"}', 'note_closed', now(), 'project-r')
                """);
            drawn = 0;
        }

        public async Task EndAsync(bool commit)
        {
            await (commit ? transaction.CommitAsync(Token) : transaction.RollbackAsync(Token));
            await connection.DisposeAsync();
        }

        private async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync(Token);
        }
    }
}
