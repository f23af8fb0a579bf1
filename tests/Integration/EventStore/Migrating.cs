using Coc.EventMaintenance.Migrating;
using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.EventStore;

public sealed class Migrating(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applies_each_script_once_however_many_run_at_the_same_time()
    {
        await using var database = await server.CreateDatabaseAsync("liaison");
        (string, string)[] extra = [("one", "create table app.one (id int)"), ("two", "insert into app.one values (2)")];

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrateAsync(database, extra)));
        await MigrateAsync(database, [.. extra, ("three", "insert into app.one values (3)")]);

        await using var service = NpgsqlDataSource.Create(database.Service);
        (await service.LinesAsync("select id from app.one order by id")).ShouldBe(["2", "3"]);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_one_that_was_changed_is_refused()
    {
        await using var database = await server.CreateDatabaseAsync("liaison");
        await Should.ThrowAsync<PostgresException>(() => MigrateAsync(database, ("one", "create table app.one (id int); select 1 / 0")));
        await MigrateAsync(database, ("one", "create table app.one (id int)"));

        await Should.ThrowAsync<InvalidOperationException>(() => MigrateAsync(database, ("one", "create table app.two (id int)")));
        await Should.ThrowAsync<ArgumentException>(() => SchemaMigration.RunAsync(database.Owner, "a; drop", "b", [], Token));
    }

    private static Task MigrateAsync(TestDatabase database, params (string, string)[] extra) =>
        SchemaMigration.RunAsync(database.Owner, database.ServiceRole, database.DaemonRole, extra, Token);
}
