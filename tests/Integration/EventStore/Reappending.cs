using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>An append whose answer got lost is sent again, by the same event ids.</summary>
public sealed class Reappending(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent Taken => new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("secret", "panel"));

    [Theory]
    [InlineData(0)]
    [InlineData(StreamAppend.ExpectAny)]
    public async Task Some_ids_known_and_some_not_is_a_conflict_that_writes_nothing(long expected)
    {
        var stream = Given.Stream();
        var known = Given.Event(Taken);
        await store.AppendAsync(Of(stream, 0, known), Token);

        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(Of(stream, expected, known, Given.Event(Taken)), Token))).Actual.ShouldBe(1);

        (await store.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task One_stream_repeated_and_another_not_is_a_conflict_that_writes_nothing()
    {
        var (old, fresh) = (Given.Stream(), Given.Stream());
        var known = new StreamAppend(old, "note", 0, [Given.Event(Taken)]);
        await store.AppendAsync(new Append([known], Given.Context()), Token);

        (await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(
            new Append([new StreamAppend(fresh, "note", 0, [Given.Event(Taken)]), known], Given.Context()), Token))).Stream.ShouldBe(old);

        (await store.ReadAsync(fresh, cancellationToken: Token)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task A_part_of_what_was_stored_together_is_known_too()
    {
        var stream = Given.Stream();
        var (first, second) = (Given.Event(Taken), Given.Event(Taken));
        var stored = await store.AppendAsync(Of(stream, 0, first, second), Token);

        var again = await fixture.NewStore().AppendAsync(Of(stream, 0, second), Token);

        (again.Repeated, again.Events.Single().Sequence).ShouldBe((true, stored.Events[1].Sequence));
    }

    [Fact]
    public async Task What_is_stored_counts_not_what_comes_with_the_id_the_second_time()
    {
        var stream = Given.Stream();
        var first = Given.Event(Taken);
        await store.AppendAsync(Of(stream, 0, first), Token);

        var again = await store.AppendAsync(Of(stream, 0, first with { Data = new StoreEvent.NoteClosed(Given.At, 1) }), Token);

        again.Repeated.ShouldBeTrue();
        again.Events.Single().Data.ShouldBe(first.Data);
    }

    [Fact]
    public async Task An_id_is_known_to_its_stream_only()
    {
        var (stream, other) = (Given.Stream(), Given.Stream("project-b"));
        var e = Given.Event(Taken);
        await store.AppendAsync(Of(stream, 0, e), Token);

        (await store.AppendAsync(Of(other, 0, e), Token)).Repeated.ShouldBeFalse();
        (await store.ReadAsync([stream, other], Token)).Select(s => s.Version).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Stored_ids_on_top_of_themselves_are_recognised_whoever_remembers_the_head()
    {
        var stream = Given.Stream();
        var (first, second, third) = (Given.Event(Taken), Given.Event(Taken), Given.Event(Taken));
        var stored = await store.AppendAsync(Of(stream, 0, first, second), Token);

        var again = await store.AppendAsync(Of(stream, 2, first, second), Token);
        var partly = () => store.AppendAsync(Of(stream, 2, second, third), Token);

        (again.Repeated, again.Events[0].Sequence, again.Events[1].Sequence).ShouldBe((true, stored.Events[0].Sequence, stored.Events[1].Sequence));
        (await partly.ShouldThrowAsync<StreamConflictException>()).Actual.ShouldBe(2);
        (await store.AppendAsync(Of(stream, 2, third), Token)).Repeated.ShouldBeFalse();
        (await store.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Stored_ids_are_recognised_by_who_has_read_the_whole_stream_and_by_who_has_read_its_end(long fromVersion)
    {
        var stream = Given.Stream();
        var (first, second, third) = (Given.Event(Taken), Given.Event(Taken), Given.Event(Taken));
        await store.AppendAsync(Of(stream, 0, first, second, third), Token);
        await using var other = fixture.NewStore();
        await other.ReadAsync(stream, fromVersion, Token);

        (await other.AppendAsync(Of(stream, 3, first), Token)).Repeated.ShouldBeTrue();

        (await other.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(3);
    }

    [Fact]
    public async Task Who_repeats_at_the_same_moment_from_two_processes_writes_once()
    {
        await using var other = fixture.NewStore();
        for (var round = 0; round < 10; round++)
        {
            var stream = Given.Stream();
            var append = Of(stream, round % 2 == 0 ? 0 : StreamAppend.ExpectAny, Given.Event(Taken), Given.Event(Taken));

            var answers = await Task.WhenAll(store.AppendAsync(append, Token), other.AppendAsync(append, Token), store.AppendAsync(append, Token));

            answers.Count(a => !a.Repeated).ShouldBe(1);
            answers.Select(a => a.Events[1].Sequence).Distinct().ShouldHaveSingleItem();
            (await store.ReadAsync(stream, cancellationToken: Token)).Version.ShouldBe(2);
        }
    }

    private static Append Of(StreamKey stream, long expected, params NewEvent[] events) => new([new StreamAppend(stream, "note", expected, events)], Given.Context());
}
