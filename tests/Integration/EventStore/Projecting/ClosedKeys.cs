using System.Text;
using Coc.EventMaintenance.Exporting;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Integration.Fixtures;

namespace Coc.Integration.EventStore.Projecting;

/// <summary>What is under a destroyed or disabled key comes out nowhere: not by reading, folding, projecting, replaying or exporting.</summary>
public sealed class ClosedKeys(PostgresServer server)
{
    private static readonly Fold<Notebook> Notes = new("closed", new Notebook([]), (state, e) => new Notebook([.. state.Texts, ((StoreEvent.NoteTaken)e.Data).Text!]), 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal sealed record Notebook(IReadOnlyList<Sensitive<string>> Texts);

    [Theory]
    [InlineData("destroyed")]
    [InlineData("disabled")]
    public async Task Are_closed_in_the_states_a_daemon_remembers(string how)
    {
        await using var shelf = await Shelf.OpenAsync(server);
        var closed = Given.Stream();
        var texts = Projection.OfStreams<StoreEvent.NoteTaken, Notebook>(
            "texts", ProjectionKind.Async, ["app.counts"], new Notebook([]), (state, taken) => new Notebook([.. state.Texts, taken.Text!]),
            (state, change) => [new StoreStatement(
                change.Stream.Tenant, "insert into app.counts (tenant_id, title, times) values ($1, $2, $3) on conflict (tenant_id, title) do nothing",
                change.Stream.Tenant, string.Join(',', state.Texts.Select(t => t.Value ?? "-")), state.Texts.Count)]) with { PlainText = true };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var daemon = shelf.Runner(texts).RunAsync(null, stop.Token);
        await shelf.TakeAsync(closed, 0, "canary");
        await Eventually.TrueAsync(async () => await shelf.Daemon.ScalarAsync<long>("select count(*) from app.counts") == 1, "It did not follow.");

        await (how == "destroyed"
            ? (Task)shelf.Store.DestroyKeyAsync(closed, null, Token)
            : shelf.Store.AppendAsync(new Append([], Given.Context()) { Statements = [StreamKeys.Disable(closed, Given.At)] }, Token));
        await shelf.Store.AppendAsync(Given.Append(closed, 1, new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("new", "reporter:1"))) is var append
            ? append with { Streams = [append.Streams[0] with { State = new Shelf.NoteState(2, "t") }] } : null!, Token);
        await Eventually.TrueAsync(async () => await shelf.Daemon.ScalarAsync<long>("select count(*) from app.counts") == 2, "It did not go on.");
        await stop.CancelAsync();
        await daemon;

        (await shelf.Daemon.LinesAsync("select title from app.counts where times = 2")).ShouldBe(["-,new"]);
    }

    [Theory]
    [InlineData("destroyed")]
    [InlineData("disabled")]
    public async Task Are_closed_on_every_path_also_on_those_that_had_read_before(string how)
    {
        await using var shelf = await Shelf.OpenAsync(server);
        var (open, closed) = (Given.Stream(), Given.Stream());
        await shelf.TakeAsync(open, 0, "open", "open too");
        await shelf.TakeAsync(closed, 0, "canary", "canary too");
        await using var other = new PostgresEventStore(shelf.Service, StoreFixture.Types, shelf.Master);
        foreach (var store in new[] { shelf.Store, other })
        {
            (await store.FoldAsync(closed, Notes, Token)).State.Texts[0].Value.ShouldBe("canary");
        }

        await (how == "destroyed"
            ? (Task)shelf.Store.DestroyKeyAsync(closed, null, Token)
            : shelf.Store.AppendAsync(new Append([], Given.Context()) { Statements = [StreamKeys.Disable(closed, Given.At)] }, Token));

        foreach (var store in new[] { shelf.Store, other })
        {
            (await store.ReadAsync([open, closed], Token)).Select(s => ((StoreEvent.NoteTaken)s.Events[0].Data).Text!.Value).ShouldBe(["open", null]);
            (await store.FoldAsync(closed, Notes, Token)).State.Texts.ShouldAllBe(t => t.Erased && t.Value == null);
        }

        await shelf.Runner(Shelf.Blind).CatchUpAsync(Token);
        (await shelf.Daemon.LinesAsync("select distinct id from app.blind")).ShouldBe([open.Id.ToString()]);
        await shelf.Rebuild().RunAsync(Shelf.Blind, null, Token);
        (await shelf.Daemon.LinesAsync("select distinct id from app.blind")).ShouldBe([open.Id.ToString()]);
        using var export = new MemoryStream();
        var written = await StoreExport.WriteAsync(shelf.Daemon, "cases", null, null, export, TimeProvider.System, null, Token);
        written.FirstBroken.ShouldBeNull();
        var text = Encoding.UTF8.GetString(export.ToArray());
        text.ShouldContain("enc:1:");
        foreach (var key in await shelf.Daemon.LinesAsync("select replace(encode(wrapped, 'base64'), chr(10), '') from mt.coc_keys where wrapped is not null"))
        {
            text.ShouldNotContain(key);
        }
    }
}
