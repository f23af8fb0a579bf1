using Coc.EventStore;

namespace Coc.Integration.EventStore;

public sealed class ConcurrentWriters(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent Closed => new StoreEvent.NoteClosed(Given.At, 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exactly_one_of_two_wins_and_the_other_learns_where_the_stream_is(bool sameProcess)
    {
        await using var other = fixture.NewStore();
        for (var round = 0; round < 20; round++)
        {
            var stream = Given.Stream();
            await store.AppendAsync(Given.Append(stream, 0, Closed), Token);
            var writers = new[] { store, sameProcess ? store : other }.Select(s => Outcome(s, Given.Append(stream, 1, Closed, Closed)));

            var outcomes = await Task.WhenAll(writers);

            outcomes.Count(o => o is null).ShouldBe(1);
            var conflict = outcomes.Single(o => o is not null).ShouldBeOfType<StreamConflictException>();
            (conflict.Actual, conflict.Stream).ShouldBe((3, stream));
            (await store.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(3);
        }
    }

    [Fact]
    public async Task Exactly_one_of_many_creates_a_stream()
    {
        var stream = Given.Stream();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Outcome(store, Given.Append(stream, 0, Closed))));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.OfType<StreamConflictException>().Count(c => c.Actual == 1).ShouldBe(11);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(7, 5)]
    [InlineData(2, 5)]
    public async Task An_expected_version_that_is_not_the_head_is_a_conflict(long expected, long actual)
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Closed, Closed, Closed, Closed, Closed), Token);

        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(Given.Append(stream, expected, Closed), Token))).Actual.ShouldBe(actual);
    }

    [Fact]
    public async Task Who_expects_nothing_never_loses_and_the_chain_stays_whole()
    {
        var stream = Given.Stream();
        await using var other = fixture.NewStore();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? store : other).AppendAsync(Given.Append(stream, StreamAppend.ExpectAny, Closed), Token)));

        var read = await store.ReadAsync(stream, cancellationToken: Token);
        read.Events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, 30).Select(i => (long)i));
        var links = await fixture.Daemon.LinesAsync($"select headers ->> 'p', headers ->> 'h' from mt.mt_events where stream_id = '{stream.Id}' order by version");
        links.Select(l => l.Split(' ')[0]).Skip(1).ShouldBe(links.Select(l => l.Split(' ')[1]).SkipLast(1));
    }

    [Fact]
    public async Task Streams_named_in_any_order_do_not_wait_for_each_other_in_a_circle()
    {
        var (a, b) = (Given.Stream("project-a"), Given.Stream("project-b"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.AppendAsync(
            new Append(
                [.. (i % 2 == 0 ? new[] { a, b } : [b, a]).Select(s => new StreamAppend(s, "note", StreamAppend.ExpectAny, [Given.Event(Closed)]))],
                Given.Context()), Token)));

        (await store.ReadAsync([a, b], Token)).Select(s => s.Version).ShouldBe([20, 20]);
    }

    private static async Task<Exception?> Outcome(PostgresEventStore store, Append append)
    {
        try
        {
            await store.AppendAsync(append, Token);
            return null;
        }
        catch (StreamConflictException conflict)
        {
            return conflict;
        }
    }
}
