using System.Globalization;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.EventStore;

/// <summary>Somebody who is past all walls changes the database; the verifier names the first event that does not fit.</summary>
public sealed class VerifyingTheDatabase(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string A1 = "where stream_id = '00000000-0000-7000-8000-0000000000a1'";
    private readonly Proving log = new(fixture);

    [Fact]
    public async Task An_untouched_log_fits_also_after_a_key_was_destroyed()
    {
        await log.ResetAsync();
        await fixture.Store.DestroyKeyAsync(Proving.A1, "panel", TestContext.Current.CancellationToken);

        var verified = await log.VerifyAsync();

        verified.ShouldSatisfyAllConditions(
            v => v.FirstBroken.ShouldBeNull(), v => v.Streams.ShouldBe(3), v => v.Events.ShouldBe(9), v => v.Unchained.ShouldBe(0), v => v.Remarks.Count.ShouldBe(1));
    }

    [Theory]
    [InlineData("data = jsonb_set(data, '{title}', '\"twp\"')")]
    [InlineData("data = jsonb_set(data, '{pages}', '7.0')")]
    [InlineData("data = jsonb_set(data, '{pages}', '7.0000000000000000000001')")]
    [InlineData("data = data || '{\"more\": null}'")]
    [InlineData("type = 'note_closed'")]
    [InlineData("mt_dotnet_type = null")]
    [InlineData("timestamp = timestamp + interval '1 microsecond'")]
    [InlineData("timestamp = '0044-03-15 BC'")]
    [InlineData("correlation_id = gen_random_uuid()")]
    [InlineData("causation_id = null")]
    [InlineData("user_name = 'account:2'")]
    [InlineData("user_name = ''")]
    [InlineData("id = gen_random_uuid()")]
    [InlineData("headers = headers || '{\"role\": \"member\"}'")]
    [InlineData("headers = headers || '{\"seat\": null}'")]
    [InlineData("headers = headers || '{\"policyVersion\": 4}'")]
    [InlineData("headers = headers || '{\"policyVersion\": 3.00}'")]
    [InlineData("headers = headers || '{\"more\": 1}'")]
    [InlineData("headers = headers - 'actor'")]
    [InlineData("headers = headers - 'incident'")]
    [InlineData("headers = headers - 'traceparent'")]
    [InlineData("headers = headers - 'h'")]
    [InlineData("headers = headers - 'p'")]
    [InlineData("headers = headers || '{\"h\": null}'")]
    [InlineData("headers = headers || jsonb_build_object('h', upper(headers ->> 'h'))")]
    [InlineData("headers = headers || jsonb_build_object('p', repeat('0', 64))")]
    [InlineData("headers = '[]'")]
    public async Task A_changed_event_is_named(string change)
    {
        await log.ResetAsync();
        await log.BreakAsync($"update mt.mt_events set {change} {A1} and version = 2");

        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();

        (broken.Service, broken.Stream, broken.Version, broken.Sequence).ShouldBe(("cases", Proving.A1, 2L, 2L));
        broken.EventId.ShouldNotBeNull();
    }

    [Fact]
    public async Task Swapped_events_are_named_by_the_first_of_them()
    {
        await log.ResetAsync();
        await log.BreakAsync($"update mt.mt_events set version = -4 {A1} and version = 4; update mt.mt_events set version = 4 {A1} and version = 2; update mt.mt_events set version = 2 {A1} and version = -4");

        await ShouldNameAsync(Proving.A1, 2, "was changed");
    }

    [Fact]
    public async Task Events_swapped_between_streams_are_named_by_the_first_of_them()
    {
        await log.ResetAsync();
        await log.BreakAsync(
            """
            update mt.mt_events a set data = b.data, headers = b.headers, id = b.id from mt.mt_events b
            where a.version = 1 and b.version = 1 and a.stream_id::text like '%a1' and b.stream_id::text like '%b1'
            """);

        await ShouldNameAsync(Proving.A1, 1, "was changed");
    }

    [Fact]
    public async Task A_deleted_event_is_named()
    {
        await log.ResetAsync();
        await log.BreakAsync($"delete from mt.mt_events {A1} and version = 3");

        (await ShouldNameAsync(Proving.A1, 3, "is missing")).EventId.ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_event_whose_successors_moved_up_is_named()
    {
        await log.ResetAsync();
        await log.BreakAsync(
            $"delete from mt.mt_events {A1} and version = 3; update mt.mt_events set version = version - 1 {A1} and version > 3; update mt.mt_streams set version = 4 where id::text like '%a1'");

        await ShouldNameAsync(Proving.A1, 3, "was changed");
    }

    [Fact]
    public async Task An_inserted_event_is_named()
    {
        await log.ResetAsync();
        await log.BreakAsync(
            $"""
            update mt.mt_events set version = version + 10 {A1} and version > 2; update mt.mt_events set version = version - 9 {A1} and version > 10;
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
              select 100, gen_random_uuid(), stream_id, 3, data, type, timestamp, tenant_id, headers from mt.mt_events {A1} and version = 2;
            update mt.mt_streams set version = 6 where id::text like '%a1'
            """);

        (await ShouldNameAsync(Proving.A1, 3, "was changed")).Sequence.ShouldBe(100);
    }

    [Fact]
    public async Task An_event_replaced_with_a_right_hash_is_found_by_the_one_after_it()
    {
        await log.ResetAsync();
        await log.BreakAsync($"update mt.mt_events set headers = null {A1} and version = 2");

        await ShouldNameAsync(Proving.A1, 3, "does not follow");
    }

    [Fact]
    public async Task A_tail_cut_off_is_named_by_the_streams_row()
    {
        await log.ResetAsync();
        await log.BreakAsync($"delete from mt.mt_events {A1} and version > 3");

        await ShouldNameAsync(Proving.A1, 4, "is missing");
    }

    [Theory]
    [InlineData("4", 5)]
    [InlineData("6", 6)]
    [InlineData("null", 1)]
    public async Task A_row_that_says_another_version_is_named(string version, long named)
    {
        await log.ResetAsync();
        await log.BreakAsync($"update mt.mt_streams set version = {version} where id::text like '%a1'");

        await ShouldNameAsync(Proving.A1, named, "stream's row");
    }

    [Fact]
    public async Task An_event_without_its_stream_is_named()
    {
        await log.ResetAsync();
        await log.BreakAsync("delete from mt.mt_streams where id::text like '%b1'");

        await ShouldNameAsync(Proving.B1, 1, "has no stream");
    }

    [Fact]
    public async Task The_first_of_several_is_named_and_all_are_counted()
    {
        await log.ResetAsync();
        await log.BreakAsync("update mt.mt_events set user_name = 'x' where version = 1");

        var verified = await log.VerifyAsync();

        verified.BrokenStreams.ShouldBe(3);
        verified.FirstBroken!.Stream.ShouldBe(Proving.A1);
    }

    [Fact]
    public async Task Foreign_events_are_counted_and_what_ours_chained_over_them_is_held()
    {
        await log.ResetAsync();
        await AppendForeignAsync(5);
        await fixture.Store.AppendAsync(Given.Append(Proving.A1, 7, new StoreEvent.NoteClosed(Given.At, 1)), TestContext.Current.CancellationToken);
        (await log.VerifyAsync()).ShouldSatisfyAllConditions(v => v.FirstBroken.ShouldBeNull(), v => v.Unchained.ShouldBe(2), v => v.Events.ShouldBe(12));

        await log.BreakAsync($"update mt.mt_events set data = '{{\"on\": \"2026-01-01T00:00:00Z\", \"large\": 3}}' {A1} and version = 6");

        await ShouldNameAsync(Proving.A1, 8, "does not follow");
    }

    [Fact]
    public async Task Martens_tombstones_are_passed_over()
    {
        await log.ResetAsync();
        await log.BreakAsync(
            """
            insert into mt.mt_streams (tenant_id, id, version) values ('project-a', '11111111-1111-1111-1111-111111111111', 0);
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
              values (500, gen_random_uuid(), '11111111-1111-1111-1111-111111111111', 500, '{}', 'tombstone', now(), 'project-a')
            """);

        (await log.VerifyAsync()).ShouldSatisfyAllConditions(v => v.FirstBroken.ShouldBeNull(), v => v.Events.ShouldBe(9));
    }

    [Fact]
    public async Task Any_change_to_any_row_is_found_and_the_event_named()
    {
        await log.ResetAsync();
        await log.BreakAsync("create table public.kept as select * from mt.mt_events; create table public.kept_streams as select * from mt.mt_streams");
        var all = (await fixture.Daemon.LinesAsync("select seq_id, version, stream_id from mt.mt_events order by seq_id")).ConvertAll(l => l.Split(' '));

        Prop.ForAll(Gen.Elements(all.ToArray()).ToArbitrary(), Gen.Elements(Changes).ToArbitrary(), (row, change) =>
        {
            var broken = Sync(async () =>
            {
                await log.BreakAsync($"update mt.mt_events set {change} where seq_id = {row[0]}");
                var verified = await log.VerifyAsync();
                await log.BreakAsync("truncate mt.mt_events, mt.mt_streams; insert into mt.mt_streams select * from public.kept_streams; insert into mt.mt_events select * from public.kept");
                return verified.FirstBroken;
            });
            (broken?.Stream?.Id.ToString(), broken?.Version.ToString(CultureInfo.InvariantCulture)).ShouldBe((row[2], row[1]), change);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        (await log.VerifyAsync()).FirstBroken.ShouldBeNull();
    }

    // Each leaves a row that differs from the one that was written, whichever it is done to.
    private static readonly string[] Changes =
    [
        "data = data || jsonb_build_object('x', random())", "data = jsonb_build_array(data)", "type = type || 'x'", "mt_dotnet_type = mt_dotnet_type || ' '",
        "timestamp = timestamp - interval '1 year'", "correlation_id = upper(correlation_id) || 'x'", "causation_id = coalesce(causation_id, '') || 'x'",
        "user_name = coalesce(user_name, '') || 'x'", "headers = headers || jsonb_build_object('incident', gen_random_uuid())", "headers = headers - 'role'", "headers = headers - 'h'",
        "headers = headers - 'p'", "headers = headers || jsonb_build_object('h', md5(random()::text) || md5(random()::text))", "headers = '{\"h\": 1}'",
        "id = gen_random_uuid()", "version = version + 100", "stream_id = gen_random_uuid(), version = version + 100",
    ];

    // FsCheck's properties are synchronous.
    private static T Sync<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private Task AppendForeignAsync(int after) => log.BreakAsync(
        $$"""
        update mt.mt_streams set version = {{after}} + 2 where id::text like '%a1';
        insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
          select nextval('mt.mt_events_sequence'), gen_random_uuid(), '{{Proving.A1.Id}}', {{after}} + n, '{"on": "2026-01-01T00:00:00Z", "large": 1.50}', 'note_closed', now(), 'project-a', '{"x": 1.0}'
          from generate_series(1, 2) n
        """);

    private async Task<Broken> ShouldNameAsync(StreamKey stream, long version, string what)
    {
        var broken = (await log.VerifyAsync()).FirstBroken.ShouldNotBeNull();
        (broken.Stream, broken.Version).ShouldBe((stream, version));
        broken.What.ShouldContain(what);
        return broken;
    }
}
