using Coc.EventStore;
using Coc.Platform.Streams;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.EventStore;

/// <summary>A state kept in the process is used only where folding anew would come to the same.</summary>
public sealed class StatesInTheProcess(StoreFixture fixture) : IClassFixture<StoreFixture>, IAsyncDisposable
{
    private readonly PostgresEventStore other = fixture.NewStore();
    private int evolved;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_came_behind_is_folded_whoever_appended_it()
    {
        var (states, stream) = (States(), await GivenNotes(12));
        await states.ReadAsync(stream, Token);
        await AppendAsync(other, stream, 12, 2);
        evolved = 0;

        var (texts, version) = await states.ReadAsync(stream, Token);

        (evolved, version, texts).ShouldBe((2, 14, string.Concat(Enumerable.Repeat("canary ", 14))));
    }

    [Fact]
    public async Task What_another_process_destroyed_or_disabled_is_not_shown_once_more()
    {
        var (states, destroyed, disabled) = (States(), await GivenNotes(12), await GivenNotes(12));
        await states.ReadAsync(destroyed, Token);
        await states.ReadAsync(disabled, Token);
        await other.DestroyKeyAsync(destroyed, "panel", Token);
        await other.AppendAsync(Given.Append(disabled, 12, Note()) with { Statements = [StreamKeys.Disable(disabled, Given.At)] }, Token);

        (await states.ReadAsync(destroyed, Token)).State.ShouldNotContain("canary");
        (await states.ReadAsync(disabled, Token)).State.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_stream_that_another_past_was_put_under_is_folded_anew()
    {
        var (states, stream) = (States(), await GivenNotes(12));
        await states.ReadAsync(stream, Token);
        evolved = 0;

        await fixture.ForgeAsync(stream.Tenant, $"update mt.mt_events set headers = headers || jsonb_build_object('h', repeat('ab', 32)) where stream_id = '{stream.Id}' and version = 12");

        await states.ReadAsync(stream, Token);
        evolved.ShouldBe(12);
    }

    [Fact]
    public async Task Short_streams_are_not_kept_and_a_stream_that_is_not_there_is_not_there()
    {
        var (states, stream) = (States(), await GivenNotes(4));
        await states.ReadAsync(stream, Token);
        await states.ReadAsync(stream, Token);

        evolved.ShouldBe(8);
        (await states.ReadAsync(Given.Stream(), Token)).ShouldBe(("", 0));
    }

    [Fact]
    public void Whatever_happens_between_the_answer_is_that_of_all_events() => Prop.ForAll(
        Gen.Elements("append", "append many", "elsewhere", "destroy", "destroy elsewhere", "disable", "reopen").ListOf().ToArbitrary(),
        steps =>
        {
            var (states, stream) = (States(), Given.Stream());
            foreach (var step in steps)
            {
                StepAsync(stream, step).GetAwaiter().GetResult();
                SameAsync(states, stream).GetAwaiter().GetResult();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(12));

    public ValueTask DisposeAsync() => other.DisposeAsync();

    private async Task SameAsync(RecentStates<string> states, StreamKey stream)
    {
        var read = await other.ReadAsync(stream, cancellationToken: Token);
        (await states.ReadAsync(stream, Token)).ShouldBe((read.Events.Aggregate("", Evolve), read.Version));
    }

    private async Task StepAsync(StreamKey stream, string step)
    {
        var head = (await fixture.Store.ReadAsync(stream, cancellationToken: Token)).Version;
        Task done = step switch
        {
            "append" => AppendAsync(fixture.Store, stream, head, 1, reopens: true),
            "append many" => AppendAsync(fixture.Store, stream, head, 25, reopens: true),
            "elsewhere" => AppendAsync(other, stream, head, 3, reopens: true),
            "destroy" => fixture.Store.DestroyKeyAsync(stream, "panel", Token),
            "destroy elsewhere" => other.DestroyKeyAsync(stream, "panel", Token),
            "disable" => other.AppendAsync(
                Given.Append(stream, head, new StoreEvent.NoteClosed(Given.At, 1)) with { Statements = [StreamKeys.Disable(stream, Given.At)] }, Token),
            _ => AppendAsync(other, stream, head, 1, reopens: true),
        };
        await done;
    }

    private RecentStates<string> States() => new(fixture.Store, "", (state, e) =>
    {
        evolved++;
        return Evolve(state, e);
    }, least: 5);

    private static string Evolve(string state, StoredEvent e) => e.Data is StoreEvent.NoteTaken { Text: { } text } ? $"{state}{(text.Erased ? "erased" : text.Value)} " : $"{state}. ";

    private async Task<StreamKey> GivenNotes(int count)
    {
        var stream = Given.Stream();
        await AppendAsync(fixture.Store, stream, 0, count);
        return stream;
    }

    private static Task<Appended> AppendAsync(PostgresEventStore store, StreamKey stream, long head, int count, bool reopens = false)
    {
        var append = Given.Append(stream, head, [.. Enumerable.Range(0, count).Select(_ => Note())]);
        return store.AppendAsync(append with { Streams = [append.Streams[0] with { Reopens = reopens }] }, Token);
    }

    private static StoreEvent.NoteTaken Note() => new("t", 1, Mood.Calm, Sensitive.Of("canary", "panel"));
}
