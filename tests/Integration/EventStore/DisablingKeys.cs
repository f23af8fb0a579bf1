using Coc.EventStore;

namespace Coc.Integration.EventStore;

/// <summary>A disabled key is as good as destroyed for every reader, at once and in every process, and can come back.</summary>
public sealed class DisablingKeys(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StoreEvent.NoteTaken Taken(string owner = "panel") => new("t", 1, Mood.Calm, Sensitive.Of("canary", owner));

    private async Task<(StreamKey Stream, PostgresEventStore Other)> TwoProcessesThatRememberAsync()
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, Taken(), Taken("accused:1")), Token);
        var other = fixture.NewStore();
        (await TextsAsync(other, stream)).ShouldBe(["canary", "canary"]);
        return (stream, other);
    }

    private static async Task<IEnumerable<string?>> TextsAsync(PostgresEventStore reader, StreamKey stream) =>
        (await reader.ReadAsync(stream, cancellationToken: Token)).Events.Select(e => ((e.Data as StoreEvent.NoteTaken)?.Text ?? new("none", "")).Value);

    private Task<Appended> HandOverAsync(StreamKey stream) => store.AppendAsync(
        Given.Append(stream, 2, new StoreEvent.NoteClosed(Given.At, 1)) with { Statements = [StreamKeys.Disable(stream, Given.At)] }, Token);

    [Fact]
    public async Task Disabled_in_an_append_no_process_reads_it_from_the_commit_on()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();

        await HandOverAsync(stream);

        foreach (var reader in new[] { store, other, fixture.NewStore() })
        {
            (await TextsAsync(reader, stream)).ShouldBe([null, null, "none"]);
        }
    }

    [Fact]
    public async Task It_goes_with_the_append_or_not_at_all()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();

        await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(
            Given.Append(stream, 1, new StoreEvent.NoteClosed(Given.At, 1)) with { Statements = [StreamKeys.Disable(stream, Given.At)] }, Token));

        (await TextsAsync(other, stream)).ShouldBe(["canary", "canary"]);
    }

    [Fact]
    public async Task Nothing_is_sealed_under_it_by_a_process_that_remembers_it_nor_by_another()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();
        await HandOverAsync(stream);

        foreach (var writer in new[] { store, other, fixture.NewStore() })
        {
            (await Should.ThrowAsync<KeyDisabledException>(() => writer.AppendAsync(Given.Append(stream, 3, Taken()), Token))).Message.ShouldNotContain("panel");
        }

        await other.AppendAsync(Given.Append(stream, 3, Taken("reporter:1")), Token);
        (await TextsAsync(store, stream)).ShouldBe([null, null, "none", "canary"]);
    }

    [Fact]
    public async Task Reopened_it_seals_for_a_process_that_remembers_it_disabled()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();
        await HandOverAsync(stream);
        (await TextsAsync(other, stream)).ShouldBe([null, null, "none"]);

        await store.AppendAsync(Reopening(stream, 3), Token);

        (await other.AppendAsync(Given.Append(stream, 4, Taken()), Token)).Events.Single().Version.ShouldBe(5);
    }

    [Fact]
    public async Task Reopened_by_an_append_it_seals_what_that_append_says()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();
        await HandOverAsync(stream);

        await other.AppendAsync(Reopening(stream, 3), Token);

        foreach (var reader in new[] { store, other, fixture.NewStore() })
        {
            (await TextsAsync(reader, stream)).ShouldBe(["canary", "canary", "none", "canary"]);
        }

        (await fixture.Daemon.ScalarAsync<long>($"select count(*) from mt.coc_keys where stream_id = '{stream.Id}'")).ShouldBe(2);
    }

    [Fact]
    public async Task An_append_that_does_not_fit_reopens_nothing()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();
        await HandOverAsync(stream);

        await Should.ThrowAsync<StreamConflictException>(() => store.AppendAsync(Reopening(stream, 2), Token));

        (await TextsAsync(other, stream)).ShouldBe([null, null, "none"]);
    }

    private static Append Reopening(StreamKey stream, long version)
    {
        var append = Given.Append(stream, version, Taken());
        return append with { Streams = [append.Streams[0] with { Reopens = true }] };
    }

    [Fact]
    public async Task Destroyed_meanwhile_it_does_not_come_back()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();
        await HandOverAsync(stream);
        (await other.DestroyKeyAsync(stream, "accused:1", Token)).ShouldBeTrue();

        await store.AppendAsync(Reopening(stream, 3), Token);
        (await TextsAsync(other, stream)).ShouldBe(["canary", null, "none", "canary"]);

        (await other.DestroyKeyAsync(stream, null, Token)).ShouldBeTrue();
        (await TextsAsync(store, stream)).ShouldBe([null, null, "none", null]);
        (await fixture.Daemon.ScalarAsync<long>($"select count(*) from mt.coc_keys where stream_id = '{stream.Id}' and wrapped is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task Another_tenant_disables_nothing()
    {
        var (stream, other) = await TwoProcessesThatRememberAsync();

        await store.AppendAsync(new Append([], Given.Context()) { Statements = [StreamKeys.Disable(stream, Given.At) with { Tenant = "project-b" }] }, Token);

        (await TextsAsync(other, stream)).ShouldBe(["canary", "canary"]);
    }
}
