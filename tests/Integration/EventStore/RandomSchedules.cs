using System.Globalization;
using Coc.EventStore.Forwarding;
using Coc.Integration.Faults;
using Coc.Integration.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>
/// Writers that draw, wait, insert, commit, roll back and die in any order, readers that look in between and are replaced: every committed event is met once,
/// in order, and none stays unseen once all transactions have ended. A schedule that fails is shrunk to a short one.
/// </summary>
public sealed class RandomSchedules(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const int Writers = 3;

    [Fact]
    public async Task Nothing_is_missed_and_nothing_is_read_twice()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<Move[]>(), RunAsync);

        await Task.Run(
            () => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Nightly.Schedules).WithStartSize(60).WithEndSize(180).WithQuietOnSuccess(true)),
            TestContext.Current.CancellationToken);
    }

    private async Task RunAsync(Move[] moves)
    {
        var start = await fixture.Daemon.ScalarAsync<long>("select case when is_called then last_value else 0 end from mt.mt_events_sequence"); // of a sequence nobody drew from, the value is the next one
        Log[] readers = [new(fixture, start), new(fixture, start)];
        var writers = new SlowWriter?[Writers];
        try
        {
            foreach (var move in moves)
            {
                var at = move.Who % Writers;
                switch (move.What % 10)
                {
                    case 0 or 1 when writers[at] is null:
                        writers[at] = await SlowWriter.BeginAsync(fixture.Service);
                        break;
                    case 0 or 1 or 2 or 3 when writers[at] is { } writer:
                        await writer.DrawOrInsertAsync();
                        break;
                    case 4 or 5 or 6 when writers[at] is { } writer:
                        await (move.What % 10 == 4 ? writer.CommitAsync() : move.What % 10 == 5 ? writer.RollBackAsync() : writer.DieAsync(fixture.Service));
                        writers[at] = null;
                        break;
                    case 7:
                        readers[at % 2].Replace();
                        break;
                    default:
                        await readers[at % 2].LookAsync((move.Who % 7) + 1);
                        break;
                }
            }
        }
        finally
        {
            foreach (var writer in writers.OfType<SlowWriter>())
            {
                await writer.CommitAsync();
            }
        }

        var stored = await fixture.Daemon.LinesAsync($"select seq_id from mt.mt_events where seq_id > {start} order by seq_id");
        var last = stored.Count == 0 ? start : long.Parse(stored[^1], CultureInfo.InvariantCulture);
        foreach (var reader in readers)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await reader.LookAsync(3);
                    return reader.Position >= last; // what it has passed without meeting it is missing below, at once
                },
                "An event stays unseen for ever.");
            reader.Met.Select(e => e.Sequence.ToString()).ShouldBe(stored);
            reader.Met.GroupBy(e => e.Stream).ShouldAllBe(ofStream => ofStream.Select(e => e.Version).SequenceEqual(Enumerable.Range(1, ofStream.Count()).Select(v => (long)v)));
        }
    }

    /// <param name="Who">which writer or reader</param>
    internal sealed record Move(byte Who, byte What);

    private sealed class Log(StoreFixture fixture, long start)
    {
        private EventReader reader = new(fixture.Daemon, StoreFixture.Types);

        public long Position { get; private set; } = start;

        public List<Coc.EventStore.StoredEvent> Met { get; } = [];

        /// <summary>Another process goes on from the stored progress and knows nothing of gaps.</summary>
        public void Replace() => reader = new EventReader(fixture.Daemon, StoreFixture.Types);

        public async Task LookAsync(int limit)
        {
            var page = await reader.ReadForwardAsync(Position, limit);
            Met.AddRange(page.Events.Select(e => e.Event));
            Position = page.UpTo;
        }
    }

    private sealed class SlowWriter(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        private readonly Guid stream = Guid.NewGuid();
        private long drawn;
        private int version;

        public static async Task<SlowWriter> BeginAsync(NpgsqlDataSource source)
        {
            var connection = await source.OpenConnectionAsync();
            return new SlowWriter(connection, await connection.BeginTransactionAsync());
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

        public async Task CommitAsync()
        {
            await transaction.CommitAsync();
            await connection.DisposeAsync();
        }

        public async Task RollBackAsync()
        {
            await transaction.RollbackAsync();
            await connection.DisposeAsync();
        }

        public async Task DieAsync(NpgsqlDataSource source)
        {
            (await source.ScalarAsync<bool>($"select pg_terminate_backend({connection.ProcessID}, 5000)")).ShouldBeTrue();
            await Should.ThrowAsync<NpgsqlException>(() => RunAsync("select 1"));
            await connection.DisposeAsync();
        }

        private async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync();
        }
    }
}
