using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>The database itself keeps tenants apart and stored events as they are, whatever a process sends.</summary>
public sealed class Walls(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Everything =
        "select (select count(*) from mt.mt_streams) + (select count(*) from mt.mt_events) + (select count(*) from mt.coc_keys) + (select count(*) from mt.coc_body_keys) + (select count(*) from app.note_list)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_tenant_there_are_no_rows()
    {
        await GivenAStream("project-a");

        (await fixture.Service.ScalarAsync<long>(Everything)).ShouldBe(0);
        await using var owner = NpgsqlDataSource.Create(fixture.Database.Owner);
        (await owner.ScalarAsync<long>(Everything)).ShouldBe(0);
        (await fixture.Daemon.ScalarAsync<long>(Everything)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Another_tenants_stream_is_not_there()
    {
        var stream = await GivenAStream("project-a");

        var read = await fixture.Store.ReadAsync(stream with { Tenant = "project-b" }, cancellationToken: Token);

        read.ShouldSatisfyAllConditions(r => r.Version.ShouldBe(0), r => r.Type.ShouldBeNull(), r => r.Events.ShouldBeEmpty());
    }

    [Fact]
    public async Task The_tenant_does_not_outlive_its_transaction()
    {
        await using var connection = await fixture.Service.OpenConnectionAsync(Token);
        await using (var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand("select set_config('coc.tenant', 'project-a', true)"), new NpgsqlBatchCommand(Everything) },
        })
        {
            await batch.ExecuteNonQueryAsync(Token);
        }

        await using var command = new NpgsqlCommand(Everything, connection);
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
    }

    [Fact]
    public async Task A_row_of_another_tenant_cannot_be_written()
    {
        (await Refused(fixture.Service, "project-a", $"insert into mt.mt_streams (tenant_id, id, version) values ('project-b', '{Guid.NewGuid()}', 1)")).ShouldBe("42501");
        (await Refused(fixture.Service, "project-a", $"insert into app.note_list (tenant_id, id, pages) values ('project-b', '{Guid.NewGuid()}', 1)")).ShouldBe("42501");
        (await Refused(fixture.Service, "", $"insert into mt.mt_streams (tenant_id, id, version) values ('', '{Guid.NewGuid()}', 1)")).ShouldBe("42501");
    }

    [Theory]
    [InlineData("set role coc_cases_owner")]
    [InlineData("alter table mt.mt_events disable row level security")]
    [InlineData("alter role coc_cases bypassrls")]
    [InlineData("select mt.coc_protect('mt.mt_events')")]
    [InlineData("create table mt.other (id int)")]
    [InlineData("drop table mt.mt_events")]
    [InlineData("delete from mt.mt_streams")]
    [InlineData("delete from mt.coc_keys")]
    [InlineData("update mt.coc_keys set owner = 'panel'")]
    [InlineData("update mt.mt_event_progression set last_seq_id = 0")]
    public async Task The_services_role_cannot_open_the_walls(string statement) => (await Refused(fixture.Service, "project-a", statement)).ShouldBe("42501");

    [Fact]
    public async Task Row_security_switched_off_is_an_error_and_not_a_way_round()
    {
        await GivenAStream("project-a");

        (await Refused(fixture.Service, "project-a", "set local row_security = off", "select * from mt.mt_events")).ShouldBe("42501");
    }

    [Theory]
    [InlineData("update mt.mt_events set data = '{}'")]
    [InlineData("delete from mt.mt_events")]
    [InlineData("truncate mt.mt_events")]
    public async Task Stored_events_are_never_changed(string statement)
    {
        await GivenAStream("project-a");
        await using var owner = NpgsqlDataSource.Create(fixture.Database.Owner);

        (await Refused(fixture.Service, "project-a", statement)).ShouldBe("42501");
        (await Refused(fixture.Daemon, "project-a", statement)).ShouldBe("42501");
        (await Refused(owner, "project-a", statement)).ShouldBe("CC403");
    }

    [Fact]
    public async Task Maintenance_may_archive_an_event_and_change_nothing_with_it()
    {
        var stream = await GivenAStream("project-a");
        await using var owner = NpgsqlDataSource.Create(fixture.Database.Owner);

        await owner.ExecuteAsync("project-a", $"update mt.mt_events set is_archived = true where stream_id = '{stream.Id}'");

        (await fixture.Daemon.ScalarAsync<bool>($"select is_archived from mt.mt_events where stream_id = '{stream.Id}'")).ShouldBeTrue();
        (await Refused(owner, "project-a", $"update mt.mt_events set is_archived = false, user_name = 'x' where stream_id = '{stream.Id}'")).ShouldBe("CC403");
    }

    [Fact]
    public async Task Every_table_with_a_tenant_has_forced_row_security() => (await fixture.Daemon.LinesAsync(
        """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where n.nspname in ('mt', 'app') and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
        """)).ShouldBeEmpty();

    private async Task<StreamKey> GivenAStream(string tenant)
    {
        var stream = Given.Stream(tenant);
        await fixture.Store.AppendAsync(Given.Append(stream, 0, new StoreEvent.NoteTaken("t", 1, Mood.Calm, Sensitive.Of("s", "panel"))), Token);
        return stream;
    }

    private static async Task<string?> Refused(NpgsqlDataSource source, string tenant, params string[] statements) =>
        (await Should.ThrowAsync<PostgresException>(() => source.ExecuteAsync(tenant, statements))).SqlState;
}
