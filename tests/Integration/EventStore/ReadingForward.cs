using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>The reader of the log never passes an uncommitted event, and passes a gap that nobody can fill any more.</summary>
public sealed class ReadingForward(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_order_with_their_predecessors_and_without_plain_text()
    {
        var start = await EndAsync();
        var stream = Given.Stream();
        var secret = Sensitive.Of("canary", "panel");
        await fixture.Store.AppendAsync(
            Given.Append(stream, 0, new StoreEvent.NoteTaken("a", 1, Mood.Calm, secret), new StoreEvent.NoteTaken("b", 2, Mood.Calm), new StoreEvent.NoteClosed(Given.At, 1)), Token);
        await fixture.Store.AppendAsync(Given.Append(stream, 3, new StoreEvent.NoteTaken("c", 3, Mood.Calm)), Token);
        var reader = NewReader();

        var all = await reader.ReadForwardAsync(start, 100, cancellationToken: Token);
        var closed = await NewReader().ReadForwardAsync(start, 100, new HashSet<string> { "note_closed" }, Token);
        var last = await NewReader().ReadForwardAsync(start + 3, 100, cancellationToken: Token);

        all.UpTo.ShouldBe(start + 4);
        all.Events.Select(e => e.Event.Version).ShouldBe([1, 2, 3, 4]);
        all.Events.Select(e => e.PreviousByType.GetValueOrDefault("note_taken")).ShouldBe([0, 1, 2, 2]);
        all.Events.Select(e => e.PreviousByType.GetValueOrDefault("note_closed")).ShouldBe([0, 0, 0, 3]);
        var first = all.Events[0].Event.Data.ShouldBeOfType<StoreEvent.NoteTaken>();
        first.Text.ShouldBe(new Sensitive<string>(null, "", Erased: true));
        closed.UpTo.ShouldBe(start + 4);
        closed.Events.ShouldHaveSingleItem().PreviousByType["note_taken"].ShouldBe(2);
        last.Events.ShouldHaveSingleItem().PreviousByType.ShouldBe(all.Events[3].PreviousByType, ignoreOrder: true);
    }

    [Fact]
    public async Task A_writer_that_drew_a_number_and_waits_is_not_passed()
    {
        var start = await EndAsync();
        var slow = Given.Stream();
        await using var connection = await fixture.Service.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var drawn = (long)(await ScalarAsync(connection, "select nextval('mt.mt_events_sequence')"))!;
        await fixture.Store.AppendAsync(Given.Append(Given.Stream(), 0, new StoreEvent.NoteClosed(Given.At, 1)), Token);
        var reader = NewReader();

        for (var look = 0; look < 3; look++)
        {
            var waiting = await reader.ReadForwardAsync(start, 100, cancellationToken: Token);
            waiting.Events.ShouldBeEmpty();
            waiting.UpTo.ShouldBe(start);
        }

        await ExecuteAsync(connection, "select set_config('coc.tenant', 'project-a', true)");
        await ExecuteAsync(connection, $"insert into mt.mt_streams (tenant_id, id, type, version) values ('project-a', '{slow.Id}', 'note', 1)");
        await ExecuteAsync(
            connection,
            $"""
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values ({drawn}, '{Guid.NewGuid()}', '{slow.Id}', 1, '{"{\"on\":\"2026-01-01T00:00:00Z\",\"large\":1}"}', 'note_closed', now(), 'project-a')
            """);
        (await reader.ReadForwardAsync(start, 100, cancellationToken: Token)).UpTo.ShouldBe(start);
        await transaction.CommitAsync(Token);

        var page = await reader.ReadForwardAsync(start, 100, cancellationToken: Token);
        page.Events.Select(e => e.Event.Sequence).ShouldBe([drawn, drawn + 1]);
    }

    [Fact]
    public async Task A_rolled_back_gap_is_passed_even_while_another_writer_works()
    {
        var start = await EndAsync();
        await using var lost = await fixture.Service.OpenConnectionAsync(Token);
        await using var losing = await lost.BeginTransactionAsync(Token);
        await ScalarAsync(lost, "select nextval('mt.mt_events_sequence')");
        await fixture.Store.AppendAsync(Given.Append(Given.Stream(), 0, new StoreEvent.NoteClosed(Given.At, 1)), Token);
        var reader = NewReader();
        (await reader.ReadForwardAsync(start, 100, cancellationToken: Token)).UpTo.ShouldBe(start);

        await using var busy = await fixture.Service.OpenConnectionAsync(Token);
        await using var working = await busy.BeginTransactionAsync(Token);
        await ScalarAsync(busy, "select nextval('mt.mt_events_sequence')");
        await losing.RollbackAsync(Token);

        var page = await reader.ReadForwardAsync(start, 100, cancellationToken: Token);
        page.Events.ShouldHaveSingleItem().Event.Sequence.ShouldBe(start + 2);
        page.UpTo.ShouldBe(start + 2);
        await working.RollbackAsync(Token);
    }

    [Fact]
    public async Task Progress_moves_from_where_it_was_expected_only()
    {
        var progress = new ProgressStore(fixture.Daemon);

        (await progress.GetAsync("probe", Token)).ShouldBe(0);
        (await progress.TryAdvanceAsync("probe", 0, 5, Token)).ShouldBeTrue();
        (await progress.TryAdvanceAsync("probe", 0, 6, Token)).ShouldBeFalse();
        (await progress.TryAdvanceAsync("probe", 4, 6, Token)).ShouldBeFalse();
        (await progress.TryAdvanceAsync("probe", 5, 6, Token)).ShouldBeTrue();
        (await progress.GetAsync("probe", Token)).ShouldBe(6);
    }

    [Fact]
    public async Task One_process_has_the_lease_until_it_gives_it_back()
    {
        var progress = new ProgressStore(fixture.Daemon);
        var first = (await progress.TryLeaseAsync("probe", Token)).ShouldNotBeNull();

        (await progress.TryLeaseAsync("probe", Token)).ShouldBeNull();
        (await first.IsHeldAsync(Token)).ShouldBeTrue();
        await first.DisposeAsync();

        await using var second = (await progress.TryLeaseAsync("probe", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_commit_wakes_who_listens()
    {
        await using var arrivals = new EventArrivals(fixture.Daemon, TimeProvider.System);
        await arrivals.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var woken = arrivals.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await fixture.Store.AppendAsync(Given.Append(Given.Stream(), 0, new StoreEvent.NoteClosed(Given.At, 1)), Token);

        await woken.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    private EventReader NewReader() => new(fixture.Daemon, StoreFixture.Types);

    private async Task<long> EndAsync()
    {
        await using var connection = await fixture.Daemon.OpenConnectionAsync(Token);
        return (long)(await ScalarAsync(connection, "select last_value - case when is_called then 0 else 1 end from mt.mt_events_sequence"))!;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql) => await ScalarAsync(connection, sql);
}
