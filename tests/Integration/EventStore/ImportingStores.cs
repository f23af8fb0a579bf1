using System.Text;
using Coc.EventMaintenance.Exporting;
using Coc.EventMaintenance.Migrating;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>What was exported from one database and imported into an empty one is the same, and goes on.</summary>
public sealed class ImportingStores(StoreFixture fixture, PostgresServer server) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private const string Everything =
        """
        select md5(string_agg(e::text, '' order by seq_id)) || (select md5(string_agg(s::text, '' order by tenant_id, id)) from mt.mt_streams s)
          || (select md5(string_agg(h::text, '' order by number)) from mt.coc_heads h) from mt.mt_events e
        """;

    private readonly Proving log = new(fixture);
    private TestDatabase empty = null!;
    private NpgsqlDataSource daemon = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        empty = await server.CreateDatabaseAsync("cases");
        await SchemaMigration.RunAsync(empty.Owner, empty.ServiceRole, empty.DaemonRole, [], Token);
        daemon = EventStoreConnections.Open(empty.Daemon);
        await log.ResetAsync();
        await log.BreakAsync("update mt.mt_streams set is_archived = true where id::text like '%a2'; update mt.mt_events set seq_id = 1000 where seq_id = 9");
        await log.SignAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await daemon.DisposeAsync();
        await empty.DisposeAsync();
    }

    [Fact]
    public async Task The_same_rows_hashes_and_numbers_are_there_and_fit()
    {
        var export = await log.ExportAsync();
        var imported = await ImportAsync(export);

        (imported.Streams, imported.Events, imported.FirstBroken).ShouldBe((3, 9, null));
        (await daemon.ScalarAsync<string>(Everything)).ShouldBe(await fixture.Daemon.ScalarAsync<string>(Everything));
        var verified = await new Coc.EventMaintenance.Verifying.Verification("cases", log.Keys, await log.Heads.ReadAsync(0, Token)).DatabaseAsync(daemon, null, Token);
        verified.ShouldSatisfyAllConditions(v => v.FirstBroken.ShouldBeNull(), v => v.Events.ShouldBe(9));
    }

    [Fact]
    public async Task The_log_goes_on_behind_the_highest_number_and_so_do_the_heads()
    {
        await ImportAsync(await log.ExportAsync());
        await using var service = EventStoreConnections.Open(empty.Service);
        await using var store = new PostgresEventStore(service, StoreFixture.Types, fixture.Master);

        var appended = await store.AppendAsync(Given.Append(Proving.A1, 5, new StoreEvent.NoteClosed(Given.At, 1)), Token);
        var head = await new Coc.EventMaintenance.Attesting.HeadStore(daemon, TimeProvider.System).SignNextAsync("cases", log.Signer(), Token);

        appended.Events[0].Sequence.ShouldBe(1001);
        (head!.Number, head.Events, head.Streams, head.Sequence).ShouldBe((2, 10, 3, 1001));
        (await new Coc.EventMaintenance.Verifying.Verification("cases", log.Keys, [head]).DatabaseAsync(daemon, null, Token)).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task With_the_keys_the_service_reads_it()
    {
        await ImportAsync(await log.ExportAsync());
        await CopyAsync("mt.coc_body_keys", "tenant_id, key_id, master, wrapped, created, retired");
        await CopyAsync("mt.coc_keys", "tenant_id, key_id, stream_id, owner, body_key_id, wrapped, created, destroyed");
        await using var service = EventStoreConnections.Open(empty.Service);
        await using var store = new PostgresEventStore(service, StoreFixture.Types, fixture.Master);

        var stream = await store.ReadAsync(Proving.A1, cancellationToken: Token);

        ((StoreEvent.NoteTaken)stream.Events[0].Data).Text!.Value.ShouldBe("canary");
    }

    [Fact]
    public async Task A_store_that_is_not_empty_and_a_file_of_another_service_or_of_a_part_are_refused()
    {
        var export = await log.ExportAsync();
        await Should.ThrowAsync<ImportRefusedException>(async () => await ImportAsync(await log.ExportAsync(tenant: "project-a")));
        await Should.ThrowAsync<ImportRefusedException>(() => ImportAsync(export, "intake"));
        await ImportAsync(export);

        (await Should.ThrowAsync<ImportRefusedException>(() => ImportAsync(export))).Message.ShouldContain("not empty");
    }

    [Theory]
    [InlineData(3, "\"pages\": 7", "\"pages\": 8", "version 2")]
    [InlineData(3, "\"seq\":2,", "\"seq\":1,", "stands before")]
    [InlineData(10, "\"seq\":3,", "\"seq\":2,", "23505")]
    [InlineData(4, "\"data\":", "\"dara\":", "Line 5 is not what")]
    [InlineData(13, "\"events\":9", "\"events\":8", "the last line counts")]
    public async Task A_bad_file_leaves_the_store_empty(int at, string found, string put, string said)
    {
        var lines = Proving.Lines(await log.ExportAsync());
        lines[at].ShouldContain(found);
        lines[at] = lines[at].Replace(found, put, StringComparison.Ordinal);

        var refusal = await Should.ThrowAsync<Exception>(() => ImportAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")))));

        refusal.Message.ShouldContain(said);
        (await daemon.ScalarAsync<long>("select count(*) from mt.mt_streams")).ShouldBe(0);
        await ImportAsync(await log.ExportAsync());
    }

    private async Task<Coc.EventMaintenance.Verifying.Verified> ImportAsync(byte[] export, string service = "cases")
    {
        using var file = new MemoryStream(export);
        return await StoreImport.ReadAsync(empty.Owner, daemon, service, file, log.Keys, null, Token);
    }

    private async Task CopyAsync(string table, string columns)
    {
        var rows = await fixture.Daemon.LinesAsync($"select quote_literal(row_to_json(t)::text) from (select {columns} from {table}) t");
        await using var superuser = NpgsqlDataSource.Create(empty.Superuser);
        foreach (var row in rows)
        {
            await using var command = superuser.CreateCommand($"insert into {table} ({columns}) select {columns} from json_populate_record(null::{table}, {row})");
            await command.ExecuteNonQueryAsync(Token);
        }
    }
}
