using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>An append to several streams is repeated while the first try of it is still on its way.</summary>
public sealed class RepeatingAcrossStreams(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Copy =
        """
        insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
        select nextval('mt.mt_events_sequence'), $2, $3, $4, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name
        from mt.mt_events where tenant_id = 'project-a' and stream_id = $1
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The first stream is looked for before it is there, and the second waited for: what the other try wrote into the first meanwhile must be seen.
    [Fact]
    public async Task A_stream_that_came_while_another_was_waited_for_is_recognised_too()
    {
        var (fresh, old, model) = (Ordered('0'), Ordered('f'), Given.Stream());
        var (one, two) = (Given.Event(Taken), Given.Event(Taken));
        await fixture.Store.AppendAsync(new Append([new(old, "note", 0, [Given.Event(Taken)]), new(model, "note", 0, [Given.Event(Taken)])], Given.Context()), Token);
        await using var connection = await fixture.Service.OpenConnectionAsync(Token);
        await using var first = await connection.BeginTransactionAsync(Token);
        await DoAsync("select set_config('coc.tenant', 'project-a', true)");
        await DoAsync("select from mt.mt_streams where id = $1 for update", old.Id);

        await using var store = fixture.NewStore();
        var repeating = store.AppendAsync(new Append([new(fresh, "note", 0, [one]), new(old, "note", 0, [two])], Given.Context()), Token);
        await Fixtures.Eventually.TrueAsync(
            async () => await fixture.Daemon.ScalarAsync<long>("select count(*) from pg_locks where not granted") > 0, "the repeating one waits");
        await DoAsync("insert into mt.mt_streams (tenant_id, id, type, version) values ('project-a', $1, 'note', 1)", fresh.Id);
        await DoAsync("update mt.mt_streams set version = 2 where id = $1", old.Id);
        await DoAsync(Copy, model.Id, one.Id, fresh.Id, 1L);
        await DoAsync(Copy, model.Id, two.Id, old.Id, 2L);
        await first.CommitAsync(Token);

        var answer = await repeating;
        answer.Repeated.ShouldBeTrue();
        answer.Events.Select(e => (e.Id, e.Version)).ShouldBe([(one.Id, 1), (two.Id, 2)]);

        async Task DoAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, first);
            command.Parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v }).ToArray());
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    // Neither stream is there when it is asked for the first time: either both are missing, or both are found.
    [Fact]
    public async Task Of_streams_that_come_while_they_are_looked_for_all_are_seen_or_none()
    {
        await using var other = fixture.NewStore();
        for (var round = 0; round < 300; round++)
        {
            var (near, far) = (Ordered('0'), Ordered('f'));
            var (one, two) = (Given.Event(Taken), Given.Event(Taken));

            var writing = fixture.Store.AppendAsync(new Append([new(near, "note", 0, [one]), new(far, "note", 0, [two])], Given.Context()), Token);
            var repeating = RepeatAsync();
            await writing;

            (await repeating).ShouldBeOneOf("missing", "repeated");

            async Task<string> RepeatAsync()
            {
                try
                {
                    var answer = await other.AppendAsync(new Append([new(near, "note", 1, [one]), new(far, "note", 1, [two])], Given.Context()), Token);
                    return answer.Repeated ? "repeated" : "stored twice";
                }
                catch (StreamConflictException conflict)
                {
                    return conflict.Actual == 0 ? "missing" : $"conflict at {conflict.Actual}";
                }
            }
        }
    }

    private static StoreEvent Taken => new StoreEvent.NoteTaken("t", 1, Mood.Calm, null);

    // Streams are locked in the order of their ids.
    private static StreamKey Ordered(char first) => new("project-a", Guid.Parse(first + Guid.NewGuid().ToString()[1..]));
}
