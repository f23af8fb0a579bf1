using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Coc.EventStore.Projecting;
using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.EventStore.Projecting;

/// <summary>Inline rows commit with the append, async rows once each behind it; who fails stops alone, and another process takes over.</summary>
public sealed class FollowingTheLog(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inline_rows_commit_with_the_append_or_not_at_all()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        var note = Given.Stream();

        await shelf.TakeAsync(note, 0, "a", "b");
        var append = Given.Append(note, 2, new StoreEvent.NoteTaken("c", 1, Mood.Calm));
        var withoutState = () => shelf.Store.AppendAsync(append, Token);
        var refused = () => shelf.Store.AppendAsync(
            append with
            {
                Streams = [append.Streams[0] with { State = new Shelf.NoteState(3, "c") }],
                Statements = [new StoreStatement("", "select 1 / 0")],
            },
            Token);

        (await withoutState.ShouldThrowAsync<ProjectionException>()).Message.ShouldContain("notes");
        await refused.ShouldThrowAsync<PostgresException>();
        (await shelf.Daemon.LinesAsync("select n.last, n.notes, sum(times), max(version) from app.notes n join app.note_steps s using (id) group by 1, 2")).ShouldBe(["b 2 2 2"]);
    }

    [Fact]
    public async Task Two_daemons_at_once_write_everything_once()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        using var written = new CancellationTokenSource();
        Task<bool>[] daemons = [FollowAsync(), FollowAsync(), FollowAsync()];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 40; i++)
            {
                var note = Given.Stream($"project-{i % 3}");
                await shelf.TakeAsync(note, 0, i % 10 == 0 ? "slow" : "a", "b");
                await shelf.TakeAsync(note, 2, $"c{writer}");
            }
        }));
        await written.CancelAsync();
        await Task.WhenAll(daemons);
        await shelf.Runner(Shelf.Later).CatchUpAsync(Token);
        await shelf.Runner(Shelf.Counts).CatchUpAsync(Token);

        (await shelf.ContentAsync("app.later", "app.later_steps")).Replace("later", "").ShouldBe(
            (await shelf.ContentAsync("app.notes", "app.note_steps")).Replace("app.notes", "app.").Replace("app.note_", "app._"));
        (await shelf.Daemon.ScalarAsync<long>("select sum(times) from app.counts")).ShouldBe(480);
        (await shelf.Daemon.ScalarAsync<int>("select max(times) from app.later_steps")).ShouldBe(1);

        async Task<bool> FollowAsync()
        {
            while (!written.IsCancellationRequested)
            {
                await shelf.Runner(Shelf.Later).CatchUpAsync(Token);
                await shelf.Runner(Shelf.Counts).CatchUpAsync(Token);
            }

            return true;
        }
    }

    [Fact]
    public async Task An_event_that_fails_stops_its_projection_alone_until_it_is_repaired()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.TakeAsync(Given.Stream(), 0, "a", "b", "c");
        var bad = (await shelf.TakeAsync(Given.Stream(), 0, Shelf.Poison)).Events[0];
        await shelf.TakeAsync(Given.Stream(), 0, "d");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] daemons = [shelf.Runner(Shelf.Counts).RunAsync(null, stop.Token), shelf.Runner(Shelf.Later).RunAsync(null, stop.Token)];
        var failures = new ProjectionFailures(shelf.Daemon);

        await Eventually.TrueAsync(async () => (await failures.ListAsync(Token)).Count > 0, "The projection did not stop.");
        await Eventually.TrueAsync(async () => await shelf.Daemon.ScalarAsync<long>("select count(*) from app.later") == 3, "The other one did not go on.");
        var failure = (await failures.ListAsync(Token)).ShouldHaveSingleItem();
        var status = await ProjectionStatus.ReadAsync(shelf.Daemon, StoreFixture.Types, Shelf.Counts, Token);
        var before = await shelf.ContentAsync("app.counts");
        await shelf.Owner.ExecuteAsync("", "alter table app.counts drop constraint ck_title");
        (await failures.RetryAsync("counts", Token)).ShouldBeTrue();
        await Eventually.TrueAsync(async () => await shelf.Daemon.ScalarAsync<long>("select sum(times) from app.counts") == 5, "The projection did not go on.");
        await stop.CancelAsync();
        await Task.WhenAll(daemons);

        failure.ShouldBe(new ProjectionFailure("counts", bad.Sequence, bad.Id, "note_taken", "SQL 23514 ck_title", failure.At));
        before.Split('\n').Length.ShouldBe(3);
        (status.Done, status.Lag, status.Stopped, status.Rebuilding).ShouldBe((bad.Sequence - 1, 2, failure, null));
        (await failures.ListAsync(Token)).ShouldBeEmpty();
        (await failures.RetryAsync("counts", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_cannot_even_be_read_stops_its_projection_and_not_the_process()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.TakeAsync(Given.Stream(), 0, "a", "b");
        var bad = Guid.NewGuid();
        await shelf.Owner.ExecuteAsync(
            "project-a",
            $$"""insert into mt.mt_events (seq_id, id, version, data, type, timestamp, tenant_id) values (nextval('mt.mt_events_sequence'), '{{bad}}', 1, '{}', 'note_taken', now(), 'project-a')""");
        await shelf.TakeAsync(Given.Stream(), 0, "c");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var daemon = shelf.Runner(Shelf.Counts).RunAsync(null, stop.Token);
        var failures = new ProjectionFailures(shelf.Daemon);

        await Eventually.TrueAsync(async () => daemon.IsCompleted || (await failures.ListAsync(Token)).Count > 0, "The projection did not stop.");
        daemon.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await daemon;

        (await failures.ListAsync(Token)).ShouldHaveSingleItem().EventId.ShouldBe(bad);
        (await shelf.Daemon.ScalarAsync<long>("select sum(times) from app.counts")).ShouldBe(2);
    }

    [Fact]
    public async Task A_daemon_that_may_not_do_its_work_goes_on_trying()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.Owner.ExecuteAsync("", $"revoke select on mt.coc_projection_failures from {shelf.Database.DaemonRole}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var told = 0;
        var daemon = shelf.Runner(Shelf.Counts).RunAsync(_ => told++, stop.Token);

        await Eventually.TrueAsync(() => Task.FromResult(daemon.IsCompleted || told > 1), "Nobody was told.");
        daemon.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await daemon;
    }

    [Fact]
    public async Task When_the_process_that_holds_the_lease_dies_another_goes_on_within_seconds()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await using var dying = EventStoreConnections.Open(shelf.Database.Daemon + ";Application Name=dying");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = new ProjectionRunner(dying, StoreFixture.Types, Shelf.Counts, shelf.Master, TimeProvider.System).RunAsync(null, gone.Token);
        await shelf.TakeAsync(Given.Stream(), 0, "a");
        await Eventually.TrueAsync(() => CountedAsync(1), "The first process did nothing.");
        var second = shelf.Runner(Shelf.Counts).RunAsync(null, stop.Token);
        (await new ProgressStore(shelf.Daemon).TryLeaseAsync("counts", Token)).ShouldBeNull();

        await gone.CancelAsync();
        await shelf.Daemon.LinesAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dying'");
        await shelf.TakeAsync(Given.Stream(), 0, "a");
        var waited = System.Diagnostics.Stopwatch.StartNew();
        await Eventually.TrueAsync(() => CountedAsync(2), "Nobody took over.");
        await stop.CancelAsync();
        await Task.WhenAll(first, second);

        waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        async Task<bool> CountedAsync(long times) => await shelf.Daemon.ScalarAsync<long?>("select sum(times) from app.counts") == times;
    }

    [Fact]
    public async Task A_projection_of_plain_text_finds_texts_again_but_not_those_whose_key_is_destroyed()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        var (kept, erased) = (Given.Stream(), Given.Stream("project-b"));
        await shelf.TakeAsync(kept, 0, "canary one");
        await shelf.TakeAsync(erased, 0, "canary two");
        await shelf.Store.DestroyKeyAsync(erased, "panel", Token);

        await shelf.Runner(Shelf.Blind).CatchUpAsync(Token);

        (await shelf.Daemon.LinesAsync("select id from app.blind where hash = sha256('canary one')")).ShouldBe([kept.Id.ToString()]);
        (await shelf.Daemon.ScalarAsync<long>("select count(*) from app.blind")).ShouldBe(1);
    }
}
