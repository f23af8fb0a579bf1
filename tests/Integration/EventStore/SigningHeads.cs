using Coc.EventMaintenance.Attesting;
using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>What only a signed head can show: that something is missing at the end.</summary>
public sealed class SigningHeads(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly Proving log = new(fixture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Heads_follow_each_other_and_nothing_new_is_not_signed_again()
    {
        await log.ResetAsync();
        var first = (await log.SignAsync()).ShouldNotBeNull();
        (await log.SignAsync()).ShouldBeNull();
        await AppendAsync(Proving.A2, 1);
        var second = (await log.SignAsync()).ShouldNotBeNull();

        (first.Number, first.Sequence, first.Events, first.Streams, first.Previous).ShouldBe((1, 9, 9, 3, SignedHead.NoPrevious));
        (second.Number, second.Sequence, second.Events, second.Streams, second.Previous).ShouldBe((2, 10, 10, 3, first.Hash()));
        log.Keys.Verify(second).ShouldBeTrue();
        log.Keys.Verify(second with { Events = 11 }).ShouldBeFalse();
        (await log.VerifyAsync(first, second)).ShouldSatisfyAllConditions(v => v.FirstBroken.ShouldBeNull(), v => v.Remarks.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_tail_cut_off_with_its_row_is_named()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await CutAsync();

        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Version).ShouldBe((Proving.A1, 4L));
        broken.What.ShouldContain("when the newest head was signed");
    }

    [Fact]
    public async Task A_tail_cut_off_with_every_trace_here_is_seen_by_the_head()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await CutAsync();
        await log.BreakAsync(
            "update mt.coc_leaves l set version = 3, hash = e.headers ->> 'h' from mt.mt_events e where e.stream_id = l.stream_id and e.version = 3 and l.stream_id::text like '%a1'");

        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();

        broken.Stream.ShouldBeNull();
        broken.What.ShouldContain("it counts 9 events in 3 streams, here are 7 in 3");
    }

    [Fact]
    public async Task An_event_put_behind_a_signed_end_under_an_old_number_is_seen()
    {
        await log.ResetAsync();
        await log.BreakAsync("update mt.mt_events set seq_id = seq_id + 100 where stream_id::text not like '%a2'");
        await log.SignAsync();
        await AppendAsync(Proving.A2, 1);
        await log.BreakAsync("update mt.mt_events set seq_id = 50 where seq_id = 10");

        (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stream_that_vanished_is_named()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await log.BreakAsync("delete from mt.mt_events where stream_id::text like '%b1'; delete from mt.mt_streams where id::text like '%b1'");

        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();

        (broken.Stream, broken.Version).ShouldBe((Proving.B1, 1L));
    }

    [Fact]
    public async Task A_cut_stream_that_grew_again_is_not_signed_over_and_is_named()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await CutAsync();
        await AppendAsync(Proving.A1, 3);
        await AppendAsync(Proving.A1, 4);
        await AppendAsync(Proving.A1, 5);

        (await Should.ThrowAsync<HeadContradictedException>(log.SignAsync)).Stream.ShouldBe(Proving.A1);
        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();
        (broken.Stream, broken.Version).ShouldBe((Proving.A1, 5L));
        broken.What.ShouldContain("is not the event that was there");
    }

    [Fact]
    public async Task A_database_set_back_is_seen_by_the_heads_kept_elsewhere()
    {
        await log.ResetAsync();
        var first = (await log.SignAsync()).ShouldNotBeNull();
        await AppendAsync(Proving.A2, 1);
        var second = (await log.SignAsync()).ShouldNotBeNull();
        await log.BreakAsync(
            """
            delete from mt.coc_heads where number = 2; delete from mt.mt_events where seq_id = 10; update mt.mt_streams set version = 1 where id::text like '%a2';
            update mt.coc_leaves l set version = 1, hash = e.headers ->> 'h' from mt.mt_events e where e.stream_id = l.stream_id and e.version = 1 and l.stream_id::text like '%a2'
            """);

        (await log.VerifyAsync()).FirstBroken.ShouldBeNull();
        (await log.VerifyAsync(first)).FirstBroken.ShouldBeNull();
        (await log.VerifyAsync(first, second)).FirstBroken.ShouldNotBeNull().What.ShouldContain("the log was set back");

        // Going on from there forks the history.
        await AppendAsync(Proving.A2, 1);
        await log.SignAsync();
        (await log.VerifyAsync(first, second)).FirstBroken.ShouldNotBeNull().What.ShouldContain("is not the one that was kept elsewhere");
    }

    [Fact]
    public async Task A_head_signed_by_somebody_else_is_seen()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await log.BreakAsync("update mt.coc_heads set head = jsonb_set(head, '{root}', to_jsonb(repeat('0', 64)))");

        (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull().What.ShouldContain("is not signed by a key of this service");
    }

    [Fact]
    public async Task The_hash_a_foreign_event_would_have_had_is_what_is_signed()
    {
        await log.ResetAsync();
        await log.BreakAsync(
            """
            update mt.mt_streams set version = 2 where id::text like '%a2';
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
              select nextval('mt.mt_events_sequence'), gen_random_uuid(), id, 2, '{}', 'note_closed', now(), tenant_id from mt.mt_streams where id::text like '%a2'
            """);
        await log.SignAsync();
        (await log.VerifyAsync()).FirstBroken.ShouldBeNull();

        await log.BreakAsync("update mt.mt_events set data = '{\"large\": 1}' where seq_id = 10");

        (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull().Stream.ShouldBe(Proving.A2);
    }

    [Fact]
    public async Task An_event_still_on_its_way_is_waited_for()
    {
        await log.ResetAsync();
        await using var slow = await fixture.Service.OpenConnectionAsync(Token);
        await using var transaction = await slow.BeginTransactionAsync(Token);
        await using var draw = new NpgsqlCommand("select nextval('mt.mt_events_sequence')", slow);
        await draw.ExecuteScalarAsync(Token);
        await AppendAsync(Proving.A2, 1);

        var signing = log.SignAsync();
        await Should.ThrowAsync<TimeoutException>(() => signing.WaitAsync(TimeSpan.FromMilliseconds(300), Token));
        await transaction.RollbackAsync(Token);

        (await signing).ShouldNotBeNull().Sequence.ShouldBe(11);
    }

    [Fact]
    public async Task Heads_are_kept_for_good_and_only_the_daemon_sees_what_they_run_over()
    {
        await log.ResetAsync();
        await log.SignAsync();
        await using var owner = NpgsqlDataSource.Create(fixture.Database.Owner);

        (await owner.ScalarAsync<long>("select count(*) from mt.coc_leaves")).ShouldBe(0);
        foreach (var change in new[] { "update mt.coc_heads set number = 2", "delete from mt.coc_heads", "truncate mt.coc_heads" })
        {
            (await Should.ThrowAsync<PostgresException>(() => owner.ExecuteAsync("", change))).SqlState.ShouldBe("CC403");
        }

        foreach (var look in new[] { "select from mt.coc_heads", "select from mt.coc_leaves" })
        {
            (await Should.ThrowAsync<PostgresException>(() => fixture.Service.ExecuteAsync("project-a", look))).SqlState.ShouldBe("42501");
        }
    }

    private async Task AppendAsync(StreamKey stream, long expected)
    {
        await using var store = fixture.NewStore();
        await store.AppendAsync(Given.Append(stream, expected, new StoreEvent.NoteClosed(Given.At, 1)), Token);
    }

    private Task CutAsync() => log.BreakAsync(
        "delete from mt.mt_events where stream_id::text like '%a1' and version > 3; update mt.mt_streams set version = 3 where id::text like '%a1'");
}
