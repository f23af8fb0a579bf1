using Coc.EventStore.Projecting;
using Coc.Integration.Fixtures;

namespace Coc.Integration.EventStore.Projecting;

/// <summary>A rebuild ends with the tables replay leads to, whatever is written meanwhile, and with everything about them as before.</summary>
public sealed class Rebuilding(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rebuilt_tables_have_the_rows_and_the_shape_of_the_old_ones()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        for (var i = 0; i < 30; i++)
        {
            var note = Given.Stream($"project-{i % 3}");
            await shelf.TakeAsync(note, 0, $"a{i}", "b");
            await shelf.TakeAsync(note, 2, $"c{i}");
        }

        await shelf.Runner(Shelf.Later).CatchUpAsync(Token);
        await shelf.Runner(Shelf.Blind).CatchUpAsync(Token);
        string[] tables = ["app.notes", "app.note_steps", "app.later", "app.later_steps", "app.blind"];
        var (shape, content) = (await ShapeAsync(shelf, tables), await shelf.ContentAsync(tables));
        await shelf.Owner.ExecuteAsync("project-1", "update app.notes set last = 'wrong'", "delete from app.later_steps", "delete from app.blind");
        (await shelf.ContentAsync(tables)).ShouldNotBe(content);

        var events = await shelf.Rebuild().RunAsync(Shelf.Notes, null, Token);
        await shelf.Rebuild().RunAsync(Shelf.Later, null, Token);
        await shelf.Rebuild().RunAsync(Shelf.Blind, null, Token);

        events.ShouldBe(90);
        Without("no", await shelf.ContentAsync(tables)).ShouldBe(Without("no", content));
        (await ShapeAsync(shelf, tables)).ShouldBe(shape);
        (await shelf.Daemon.LinesAsync("select 1 from pg_class where relnamespace = 'coc_rebuild'::regnamespace union all select 1 from mt.coc_projection_rebuilds")).ShouldBeEmpty();
        await shelf.TakeAsync(Given.Stream(), 0, "after");
        (await shelf.Daemon.ScalarAsync<long>("select max(number) from app.note_steps")).ShouldBe(91);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writers_that_go_on_during_rebuilds_lose_nothing_and_count_nothing_twice(bool async)
    {
        await using var shelf = await Shelf.OpenAsync(server);
        var projection = async ? Shelf.Later : Shelf.Notes;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var daemon = shelf.Runner(Shelf.Later).RunAsync(null, stop.Token);
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 6).Select(async writer =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var note = Given.Stream($"project-{i % 2}");
                await shelf.TakeAsync(note, 0, (i + writer) % 5 == 0 ? "slow" : "a", "b");
                await shelf.TakeAsync(note, 2, i % 7 == 0 ? "slow" : $"c{i}");
            }
        }).ToList();

        for (var round = 0; round < 12; round++)
        {
            await shelf.Rebuild().RunAsync(projection, null, Token);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        var events = await shelf.Daemon.ScalarAsync<long>("select count(*) from mt.mt_events");
        await Eventually.TrueAsync(async () => await shelf.Daemon.ScalarAsync<long>("select coalesce(sum(times), 0)::bigint from app.later_steps") >= events, "The daemon did not catch up.");
        await stop.CancelAsync();
        await daemon;

        foreach (var (notes, steps) in new[] { ("app.notes", "app.note_steps"), ("app.later", "app.later_steps") })
        {
            (await shelf.Daemon.LinesAsync($"select e.seq_id from mt.mt_events e left join {steps} s on s.id = e.stream_id and s.version = e.version where s.times is distinct from 1")).ShouldBeEmpty();
            (await shelf.Daemon.LinesAsync($"select s.id from mt.mt_streams s left join {notes} n on n.id = s.id where n.notes is distinct from s.version")).ShouldBeEmpty();
        }

        (await shelf.Daemon.ScalarAsync<long>("select count(*) from app.note_steps")).ShouldBe(events);
    }

    [Fact]
    public async Task An_append_that_hangs_does_not_hang_the_rebuild_for_ever_and_its_rows_land_in_the_new_tables()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.TakeAsync(Given.Stream(), 0, "a");
        await using var connection = await shelf.Service.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var slow = Guid.NewGuid();
        await RunAsync(
            $"""
            select set_config('coc.tenant', 'project-a', true);
            insert into mt.mt_streams (tenant_id, id, type, version) values ('project-a', '{slow}', 'note', 1);
            insert into mt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('mt.mt_events_sequence'), '{Guid.NewGuid()}', '{slow}', 1, '{"{\"title\":\"s\",\"pages\":1,\"mood\":\"calm\"}"}', 'note_taken', now(), 'project-a')
            """);
        await shelf.TakeAsync(Given.Stream(), 0, "behind the open gap");

        await shelf.Rebuild().RunAsync(Shelf.Notes, null, Token);
        await RunAsync($"insert into app.notes (tenant_id, id, notes, last) values ('project-a', '{slow}', 1, 's'); insert into app.note_steps (tenant_id, id, version) values ('project-a', '{slow}', 1)");
        var blocked = shelf.Rebuild().RunAsync(Shelf.Notes, null, Token);
        await Eventually.TrueAsync(
            async () => await shelf.Daemon.ScalarAsync<long>("select count(*) from pg_locks where not granted and relation::regclass::text = 'app.notes'") > 0,
            "The rebuild does not wait for who has written the table.");
        await transaction.CommitAsync(Token);
        await blocked;

        (await shelf.Daemon.LinesAsync("select last, notes, times from app.notes join app.note_steps using (id) order by 1")).ShouldBe(["a 1 1", "behind the open gap 1 1", "s 1 1"]);

        async Task RunAsync(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    [Fact]
    public async Task Broken_off_it_leaves_the_old_tables_and_a_second_one_works()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.TakeAsync(Given.Stream(), 0, "a", "b");
        await shelf.Owner.ExecuteAsync("project-a", "update app.notes set last = 'wrong'");
        var before = await shelf.ContentAsync("app.notes", "app.note_steps");

        var broken = () => shelf.Rebuild().RunAsync(
            Shelf.Notes,
            (_, _) => shelf.Owner.LinesAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = user and pid <> pg_backend_pid()")
                .GetAwaiter().GetResult(),
            Token);
        await broken.ShouldThrowAsync<Exception>();

        (await shelf.ContentAsync("app.notes", "app.note_steps")).ShouldBe(before);
        (await shelf.Daemon.ScalarAsync<long>("select count(*) from pg_class where relname = 'notes'")).ShouldBe(2);
        await shelf.Rebuild().RunAsync(Shelf.Notes, null, Token);
        (await shelf.Daemon.LinesAsync("select last from app.notes")).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Two_rebuilds_of_one_projection_do_not_meet()
    {
        await using var shelf = await Shelf.OpenAsync(server);
        await shelf.TakeAsync(Given.Stream(), 0, "a");
        ProjectionStatus? during = null;
        Exception? second = null;

        await shelf.Rebuild().RunAsync(
            Shelf.Notes,
            (_, _) =>
            {
                during = ProjectionStatus.ReadAsync(shelf.Daemon, StoreFixture.Types, Shelf.Notes, Token).GetAwaiter().GetResult();
                second = Record.ExceptionAsync(() => shelf.Rebuild().RunAsync(Shelf.Notes, null, Token)).AsTask().GetAwaiter().GetResult();
            },
            Token);

        during.ShouldNotBeNull().Rebuilding.ShouldBe(100);
        second.ShouldBeOfType<ProjectionException>();
        (await ProjectionStatus.ReadAsync(shelf.Daemon, StoreFixture.Types, Shelf.Notes, Token)).Rebuilding.ShouldBeNull();
    }

    private static string Without(string column, string content) => System.Text.RegularExpressions.Regex.Replace(content, $"\"{column}\": [0-9]+", "");

    // Whatever the catalog says of the tables, by name and not by number.
    private static async Task<string> ShapeAsync(Shelf shelf, string[] tables)
    {
        var list = string.Join(", ", tables.Select(t => $"'{t}'::regclass"));
        var lines = await shelf.Daemon.LinesAsync(
            $"""
            with t as (select * from pg_class where oid in ({list}))
            select shape::text from (select 'table', oid::regclass, relrowsecurity, relforcerowsecurity, reloptions::text, obj_description(oid), pg_get_userbyid(relowner),
              (select string_agg(a::text, ',' order by a::text) from unnest(relacl) a) from t
            union all select 'column', attrelid::regclass, attnotnull, attidentity <> '', attname, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid), attacl::text
            from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid in (select oid from t) and attnum > 0 and not attisdropped
            union all select 'constraint', conrelid::regclass, true, true, conname, connamespace::regnamespace::text, pg_get_constraintdef(pg_constraint.oid), null from pg_constraint where conrelid in (select oid from t)
            union all select 'index', indrelid::regclass, indisunique, indisvalid, indexrelid::regclass::text, pg_get_indexdef(indexrelid), null, null from pg_index where indrelid in (select oid from t)
            union all select 'policy', polrelid::regclass, polpermissive, true, polname, polroles::regrole[]::text, polcmd::text,
              concat_ws('; ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid in (select oid from t)
            union all select 'sequence', refobjid::regclass, true, true, objid::regclass::text, deptype::text, null, null from pg_depend
              where refobjid in (select oid from t) and objid in (select oid from pg_class where relkind = 'S')) shape
            """);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
