using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>Marten appends to our streams, and we to its.</summary>
public sealed class ForeignAppends(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Closed = """{"on":"2026-01-01T00:00:00Z","large":1}""";

    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent Taken => new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("secret", "panel"));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 3, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 3, false)]
    public async Task Are_read_and_chained_over(int ours, int foreign, bool expectAny)
    {
        var stream = Given.Stream();
        if (ours > 0)
        {
            await store.AppendAsync(Given.Append(stream, 0, [.. Enumerable.Repeat(Taken, ours)]), Token);
        }

        await fixture.Service.ExecuteAsync(stream.Tenant, Marten.QuickAppend(stream, ours, [.. Enumerable.Repeat(Closed, foreign)]));
        var read = await store.ReadAsync(stream, cancellationToken: Token);
        await store.AppendAsync(Given.Append(stream, expectAny ? StreamAppend.ExpectAny : ours + foreign, Taken, Taken), Token);
        await fixture.Service.ExecuteAsync(stream.Tenant, Marten.QuickAppend(stream, ours + foreign + 2, Closed));
        await fixture.NewStore().AppendAsync(Given.Append(stream, ours + foreign + 3, Taken), Token);

        read.Events.Select(e => e.Hash is null).ShouldBe([.. Enumerable.Repeat(false, ours), .. Enumerable.Repeat(true, foreign)]);
        read.Events[^1].ShouldSatisfyAllConditions(
            e => e.Data.ShouldBeOfType<StoreEvent.NoteClosed>().Large.ShouldBe(1), e => e.Version.ShouldBe(ours + foreign), e => e.Context.Correlation.ShouldBe(Guid.Empty));
        (await store.ReadAsync(stream, cancellationToken: Token)).Events.Count.ShouldBe(ours + foreign + 4);
        await StoredRows.ShouldFitAsync(fixture.Daemon, stream, ours + foreign + 4);
    }

    [Fact]
    public async Task Move_the_stream_for_who_remembers_its_head()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken), Token);
        await fixture.Service.ExecuteAsync(stream.Tenant, Marten.QuickAppend(stream, 1, Closed, Closed));

        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(Given.Append(stream, 1, Taken), Token))).Actual.ShouldBe(3);
        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(Given.Append(stream, 0, Taken), Token))).Actual.ShouldBe(3);
    }

    [Fact]
    public async Task Tombstones_say_nothing_and_are_hashed_like_any_event()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken), Token);
        var tombstone = Marten.QuickAppend(stream, 1, "{}").Select(sql => sql.Replace("'note_closed'", "'tombstone'", StringComparison.Ordinal)).ToArray();
        await fixture.Service.ExecuteAsync(stream.Tenant, tombstone);

        var read = await store.ReadAsync(stream, cancellationToken: Token);
        var folded = await store.FoldAsync(stream, new Fold<string>("types", "", (state, e) => $"{state} {e.Type}"), Token);
        await store.AppendAsync(Given.Append(stream, 2, Taken), Token);

        (read.Version, read.Events.Count, folded.Version, folded.State).ShouldBe((2, 1, 2, " note_taken"));
        (await store.ReadAsync(stream, cancellationToken: Token)).Events.Select(e => e.Version).ShouldBe([1, 3]);
        await StoredRows.ShouldFitAsync(fixture.Daemon, stream, 3);
    }

    [Fact]
    public async Task Archived_by_Marten_is_archived()
    {
        var stream = Given.Stream();
        await fixture.Service.ExecuteAsync(stream.Tenant, Marten.QuickAppend(stream, 0, Closed));
        await using var maintenance = Npgsql.NpgsqlDataSource.Create(fixture.Database.Owner);
        await maintenance.ExecuteAsync(
            stream.Tenant, $"update mt.mt_streams set is_archived = true where id = '{stream.Id}'", $"update mt.mt_events set is_archived = true where stream_id = '{stream.Id}'");

        await Should.ThrowAsync<StreamArchivedException>(() => store.AppendAsync(Given.Append(stream, 1, Taken), Token));
        (await store.ReadAsync(stream, cancellationToken: Token)).ShouldSatisfyAllConditions(s => s.Archived.ShouldBeTrue(), s => s.Events.Count.ShouldBe(1));
    }
}
