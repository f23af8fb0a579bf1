using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Platform.Configuration;
using Coc.Platform.Projections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Fixtures;

/// <summary>Whatever a service's tests have done to it: its read models are what replay of its events leads to.</summary>
internal static class RebuildCheck
{
    private const int Attempts = 20;

    /// <summary>Empties the tables of every projection, rebuilds them and compares; answers how many rows there were in each table.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ShouldRebuildItselfAsync(this ServiceApp app)
    {
        var (types, master) = (app.Services.GetRequiredService<EventTypes>(), app.Services.GetRequiredService<ServiceSettings>().Master!);
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(app.Database.Owner) { Pooling = false });
        var counts = new Dictionary<string, int>();
        foreach (var projection in app.Services.GetRequiredService<ReadModels>().All)
        {
            var (before, after) = await RebuiltAsync(app, owner, projection, types, master);
            foreach (var table in projection.Tables)
            {
                string.Join('\n', after[table]).ShouldBe(string.Join('\n', before[table]), $"{projection.Name}: {table}");
                counts.Add(table, after[table].Count);
            }
        }

        return counts;
    }

    // What is due by the clock goes on being done meanwhile: then it is looked at once more.
    private static async Task<(Dictionary<string, List<string>> Before, Dictionary<string, List<string>> After)> RebuiltAsync(
        ServiceApp app, NpgsqlDataSource owner, Projection projection, EventTypes types, KeyMaster master)
    {
        for (var attempt = 1; ; attempt++)
        {
            var written = await WrittenAsync(app.Daemon);
            var before = await ContentAsync(app.Daemon, projection);
            await using (var empty = owner.CreateCommand($"truncate {string.Join(", ", projection.Tables)}"))
            {
                await empty.ExecuteNonQueryAsync();
            }

            await new ProjectionRebuild(app.Daemon, owner, types, master).RunAsync(projection);
            var after = await ContentAsync(app.Daemon, projection);
            if (attempt == Attempts || written == await WrittenAsync(app.Daemon))
            {
                return (before, after);
            }
        }
    }

    private static async Task<long> WrittenAsync(NpgsqlDataSource daemon)
    {
        await using var command = daemon.CreateCommand("select coalesce(max(seq_id), 0) from mt.mt_events");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<Dictionary<string, List<string>>> ContentAsync(NpgsqlDataSource daemon, Projection projection)
    {
        var content = new Dictionary<string, List<string>>();
        foreach (var table in projection.Tables)
        {
            await using var command = daemon.CreateCommand($"select to_jsonb(t)::text from {table} t order by 1");
            await using var reader = await command.ExecuteReaderAsync();
            var rows = content[table] = [];
            while (await reader.ReadAsync())
            {
                rows.Add(reader.GetString(0));
            }
        }

        return content;
    }
}
