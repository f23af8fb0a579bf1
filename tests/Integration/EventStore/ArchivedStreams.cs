using Coc.EventStore;

namespace Coc.Integration.EventStore;

public sealed class ArchivedStreams(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent Taken => new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("secret", "panel"));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(StreamAppend.ExpectAny)]
    public async Task Take_no_more_events_in_any_process(long expected)
    {
        var stream = Given.Stream();
        await using var other = fixture.NewStore();
        await store.AppendAsync(Given.Append(stream, 0, Taken), Token);
        await other.ReadAsync(stream, cancellationToken: Token);
        await store.AppendAsync(Given.Append(stream, 1, Taken) with { Statements = [StreamArchive.Close(stream)] }, Token);

        await Should.ThrowAsync<StreamArchivedException>(() => store.AppendAsync(Given.Append(stream, expected, Taken), Token));
        await Should.ThrowAsync<StreamArchivedException>(() => other.AppendAsync(Given.Append(stream, expected, Taken), Token));
        (await other.ReadAsync(stream, cancellationToken: Token)).ShouldSatisfyAllConditions(s => s.Archived.ShouldBeTrue(), s => s.Version.ShouldBe(2), s => s.Events.Count.ShouldBe(2));
        (await fixture.Daemon.LinesAsync($"select distinct is_archived from mt.mt_events where stream_id = '{stream.Id}'")).ShouldBe(["False"]);
    }

    [Fact]
    public async Task Leave_nothing_of_an_append_that_names_others_too()
    {
        var (archived, fresh) = (Given.Stream("project-b"), Given.Stream("project-a"));
        await store.AppendAsync(Given.Append(archived, 0, Taken) with { Statements = [StreamArchive.Close(archived)] }, Token);

        await Should.ThrowAsync<StreamArchivedException>(() => store.AppendAsync(
            new Append([new StreamAppend(fresh, "note", 0, [Given.Event(Taken)]), new StreamAppend(archived, "note", 1, [Given.Event(Taken)])], Given.Context()), Token));

        (await store.ReadAsync(fresh, cancellationToken: Token)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task Still_answer_a_repeated_append()
    {
        var stream = Given.Stream();
        var append = Given.Append(stream, 0, Taken) with { Statements = [StreamArchive.Close(stream)] };
        var first = await store.AppendAsync(append, Token);

        var second = await fixture.NewStore().AppendAsync(append, Token);

        (second.Repeated, second.Events[0].Id).ShouldBe((true, first.Events[0].Id));
    }

    [Fact]
    public async Task Take_events_again_once_opened()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken) with { Statements = [StreamArchive.Close(stream)] }, Token);
        await store.AppendAsync(new Append([], Given.Context()) { Statements = [StreamArchive.Open(stream)] }, Token);

        (await store.AppendAsync(Given.Append(stream, 1, Taken), Token)).Events[0].Version.ShouldBe(2);
        (await store.ReadAsync(stream, cancellationToken: Token)).Archived.ShouldBeFalse();
    }
}
