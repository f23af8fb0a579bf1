using System.Linq.Expressions;
using System.Text;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Coc.EventStore.Encryption;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.EventStore;

/// <summary>A state is folded from its newest snapshot, and the answer is the one that all events give.</summary>
public sealed class Folding(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly PostgresEventStore store = fixture.Store;
    private int evolved;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Fold<Notebook> Notes => new("notebook", new Notebook([], 0), (state, e) => Evolve(state, e, ref evolved), Every: 5);

    [Fact]
    public async Task Only_what_came_behind_the_snapshot_is_folded()
    {
        var stream = await GivenNotes(12);
        var first = await Folded(stream);
        await store.AppendAsync(Given.Append(stream, 12, Note("thirteen"), Note("fourteen")), Token);

        var then = await Folded(stream, fixture.NewStore());

        (first.Evolved, first.Version, then.Evolved, then.Version).ShouldBe((12, 12, 2, 14));
        then.State.Texts.Count.ShouldBe(14);
        then.State.Texts[^1].ShouldBe(Sensitive.Of("fourteen", "panel"));
        (await SnapshotOf(stream)).ShouldBe("12");
    }

    [Fact]
    public async Task Few_events_leave_no_snapshot_and_no_stream_leaves_the_initial_state()
    {
        var stream = await GivenNotes(4);
        await Folded(stream);

        (await SnapshotOf(stream)).ShouldBeNull();
        (await Folded(Given.Stream())).ShouldSatisfyAllConditions(f => f.Version.ShouldBe(0), f => f.State.Texts.ShouldBeEmpty(), f => f.Type.ShouldBeNull());
    }

    [Theory]
    [InlineData("update mt.coc_snapshots set state = set_byte(state, 40, get_byte(state, 40) # 1)")]
    [InlineData("update mt.coc_snapshots set state = ''")]
    [InlineData("update mt.coc_snapshots set version = version - 1")]
    [InlineData("update mt.coc_snapshots set version = 1000")]
    [InlineData("update mt.coc_snapshots set version = 0")]
    [InlineData("update mt.coc_snapshots set body_key_id = gen_random_uuid()")]
    [InlineData("update mt.coc_snapshots s set state = o.state from mt.coc_snapshots o where o.stream_id <> s.stream_id")]
    [InlineData("delete from mt.coc_snapshots")]
    public async Task A_snapshot_that_was_tampered_with_is_ignored_and_made_anew(string damage)
    {
        var (stream, other) = (await GivenNotes(7), await GivenNotes(7));
        await Folded(stream);
        await Folded(other);
        await fixture.Service.ExecuteAsync(stream.Tenant, damage);

        var again = await Folded(stream);

        again.Evolved.ShouldBe(7);
        again.State.Texts[0].Value.ShouldBe("note 1");
        (await Folded(stream)).Evolved.ShouldBe(0);
    }

    [Fact]
    public async Task A_snapshot_of_another_past_does_not_fit()
    {
        var stream = await GivenNotes(6);
        await Folded(stream);
        await fixture.ForgeAsync(
            stream.Tenant, $"update mt.mt_events set headers = headers || jsonb_build_object('h', repeat('ab', 32)) where stream_id = '{stream.Id}' and version = 6");

        (await Folded(stream)).Evolved.ShouldBe(6);
    }

    [Fact]
    public async Task A_snapshot_of_another_build_or_another_fold_does_not_fit()
    {
        var stream = await GivenNotes(6);
        await Folded(stream);
        Expression<Func<Notebook, StoredEvent, Notebook>> evolve = (state, e) => new Notebook(state.Texts, state.Pages + 1);

        (await store.FoldAsync(stream, Notes with { Evolve = evolve.Compile() }, Token)).State.ShouldSatisfyAllConditions(s => s.Pages.ShouldBe(6), s => s.Texts.ShouldBeEmpty());
        (await store.FoldAsync(stream, Notes with { Name = "pages" }, Token)).State.Texts.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_destroyed_key_is_erased_in_the_snapshot_too()
    {
        var stream = await GivenNotes(6);
        await Folded(stream);
        var kept = await OpenedAsync(stream);
        await store.DestroyKeyAsync(stream, "panel", Token);

        var then = await Folded(stream, fixture.NewStore());

        then.State.Texts.ShouldAllBe(t => t.Erased && t.Value == null);
        then.Evolved.ShouldBe(6);
        kept.ShouldContain("enc:1:");
        kept.ShouldNotContain("note 1");
    }

    [Fact]
    public async Task A_state_that_does_not_survive_is_refused()
    {
        var stream = await GivenNotes(6);

        await Should.ThrowAsync<InvalidOperationException>(() => store.FoldAsync(
            stream, new Fold<Lossy>("lossy", new Lossy(), (state, e) => { state.Seen.Add(e.Version); return state; }, Every: 5), Token));
    }

    [Fact]
    public void Whatever_happens_between_the_answer_is_that_of_all_events() => Prop.ForAll(
        Gen.Elements("append 1", "append 4", "append 9", "fold", "fold elsewhere", "delete", "damage", "destroy", "foreign").ListOf().ToArbitrary(),
        steps =>
        {
            var stream = Given.Stream();
            foreach (var step in steps)
            {
                StepAsync(stream, step).GetAwaiter().GetResult();
                Same(stream).GetAwaiter().GetResult();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(12));

    private async Task Same(StreamKey stream)
    {
        var read = await store.ReadAsync(stream, cancellationToken: Token);
        var expected = read.Events.Aggregate(Notes.Initial, Notes.Evolve);
        var folded = await Folded(stream);
        (folded.Version, Text(folded.State)).ShouldBe((read.Version, Text(expected)));

        static string Text(Notebook notes) => string.Join(',', notes.Texts.Select(t => $"{t.Value}/{t.Owner}/{t.Erased}")) + notes.Pages;
    }

    private async Task StepAsync(StreamKey stream, string step)
    {
        var head = (await store.ReadAsync(stream, cancellationToken: Token)).Version;
        await (step.Split(' ') switch
        {
            ["append", var count] => store.AppendAsync(Given.Append(stream, head, [.. Enumerable.Range(0, int.Parse(count)).Select(i => Note($"note {i}"))]), Token),
            ["fold", "elsewhere"] => Folded(stream, fixture.NewStore()),
            ["delete"] => fixture.Service.ExecuteAsync(stream.Tenant, "delete from mt.coc_snapshots"),
            ["damage"] => fixture.Service.ExecuteAsync(stream.Tenant, "update mt.coc_snapshots set state = set_byte(state, 20, get_byte(state, 20) # 1)"),
            ["destroy"] => store.DestroyKeyAsync(stream, "panel", Token),
            ["foreign"] => fixture.Service.ExecuteAsync(stream.Tenant, Marten.QuickAppend(stream, head, """{"on":"2026-01-01T00:00:00Z","large":1}""")),
            _ => Folded(stream),
        });
    }

    private async Task<StreamKey> GivenNotes(int count)
    {
        var stream = Given.Stream();
        await store.AppendAsync(Given.Append(stream, 0, [.. Enumerable.Range(1, count).Select(i => Note($"note {i}"))]), Token);
        return stream;
    }

    private static StoreEvent.NoteTaken Note(string text) => new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of(text, "panel"));

    private static Notebook Evolve(Notebook state, StoredEvent e, ref int evolved)
    {
        evolved++;
        return e.Data is StoreEvent.NoteTaken note ? new Notebook([.. state.Texts, note.Text!], state.Pages + note.Pages) : state;
    }

    private async Task<(Notebook State, long Version, string? Type, int Evolved)> Folded(StreamKey stream, PostgresEventStore? by = null)
    {
        evolved = 0;
        var folded = await (by ?? store).FoldAsync(stream, Notes, Token);
        return (folded.State, folded.Version, folded.Type, evolved);
    }

    private async Task<string?> SnapshotOf(StreamKey stream) =>
        (await fixture.Service.ReadAsync(stream.Tenant, "select version from mt.coc_snapshots where stream_id = $1", [stream.Id], r => $"{r.GetInt64(0)}", Token)).SingleOrDefault();

    // With the outer seal off, as somebody with the master key could.
    private async Task<string> OpenedAsync(StreamKey stream)
    {
        var events = await store.ReadAsync(stream, cancellationToken: Token);
        var state = await fixture.Service.ReadAsync(stream.Tenant, "select state from mt.coc_snapshots where stream_id = $1", [stream.Id], r => r.GetFieldValue<byte[]>(0), Token);
        var bodies = new BodyKeys(fixture.Service, fixture.Master);
        var body = await bodies.CurrentAsync(stream.Tenant, Token);
        var bound = AssociatedData.Of("snapshot 1", stream.Tenant, stream.Id.ToString("D"), "notebook", Notes.Build, $"{events.Version}", events.Events[^1].Hash!);
        return Encoding.UTF8.GetString(Gcm.Decrypt(bodies.Open(body.Tenant, body.Id, body.Master, body.Wrapped), state.Single(), bound));
    }

    internal sealed record Notebook(IReadOnlyList<Sensitive<string>> Texts, int Pages);

    internal sealed record Lossy
    {
        public IList<long> Seen { get; } = [];
    }
}
