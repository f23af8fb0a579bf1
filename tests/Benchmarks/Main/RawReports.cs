using Coc.Benchmarks.Measuring;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Benchmarks.Main;

/// <summary>
/// The rows of one report, read back after it was filed and written again by raw Npgsql: one prepared batch, one implicit transaction, one round
/// trip, durable settings, into tables of the same shape without walls, triggers, encryption or chain.
/// </summary>
internal sealed class RawReports(NpgsqlDataSource owner)
{
    private const string Shape =
        """
        drop schema if exists bench cascade;
        create schema bench;
        create table bench.mt_streams (like mt.mt_streams including all);
        create table bench.mt_events (like mt.mt_events including all);
        create sequence bench.numbers cache 1;
        create table bench.coc_keys (like mt.coc_keys including all);
        create table bench.codes (like app.codes including all)
        """;

    private string data = "";
    private string headers = "";
    private int keys;

    /// <summary>Makes the tables and remembers what the newest report looks like.</summary>
    public async Task PrepareAsync(Guid report)
    {
        await using (var shape = owner.CreateCommand(Shape))
        {
            await shape.ExecuteNonQueryAsync();
        }

        await using var batch = owner.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('coc.tenant', '*intake*', false)"));
        batch.BatchCommands.Add(new("select data::text, headers::text, (select count(*) from mt.coc_keys k where k.stream_id = e.stream_id) from mt.mt_events e where stream_id = $1 and version = 1")
        {
            Parameters = { new() { Value = report } },
        });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        (data, headers, keys) = (reader.GetString(0), reader.GetString(1), (int)reader.GetInt64(2));
    }

    /// <summary>As fast as N connections go.</summary>
    public Task<LoadResult> MeasureAsync(int workers, TimeSpan warmUp, TimeSpan duration) => Load.ClosedAsync(workers, warmUp, duration, async _ =>
    {
        var id = Guid.CreateVersion7();
        await using var batch = owner.CreateBatch();
        batch.BatchCommands.Add(Command("insert into bench.mt_streams (tenant_id, id, type, version) values ($1, $2, 'report', 1)", "*intake*", id));
        batch.BatchCommands.Add(Command(
            """
            insert into bench.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers, user_name)
            values (nextval('bench.numbers'), $1, $2, 1, $3, 'report_filed', now(), '*intake*', 'Coc.Intake.Domain.ReportFiled, Coc.Intake', $4, $5, $6)
            """,
            Guid.CreateVersion7(), id, new NpgsqlParameter { Value = data, NpgsqlDbType = NpgsqlDbType.Jsonb }, id.ToString(),
            new NpgsqlParameter { Value = headers, NpgsqlDbType = NpgsqlDbType.Jsonb }, $"receipt:{id}"));
        for (var key = 0; key < keys; key++)
        {
            batch.BatchCommands.Add(Command(
                "insert into bench.coc_keys (tenant_id, key_id, stream_id, owner, body_key_id, wrapped) values ('*intake*', $1, $2, $3, $4, $5)",
                Guid.NewGuid(), id, $"reporter:{key}", id, new byte[60]));
        }

        batch.BatchCommands.Add(Command("insert into bench.codes (hash, tenant_id, report_id) values ($1, '*intake*', $2)", (byte[])[.. id.ToByteArray(), .. id.ToByteArray()], id));
        await batch.ExecuteNonQueryAsync();
        return true;
    });

    public async Task RemoveAsync()
    {
        await using var drop = owner.CreateCommand("drop schema bench cascade");
        await drop.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
