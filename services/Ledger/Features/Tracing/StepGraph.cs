using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Ledger.Features.Tracing;

/// <summary>Stores steps and finds all that hang together with one thing.</summary>
internal sealed class StepGraph(NpgsqlDataSource database)
{
    private const string Columns =
        """
        s.id, s.stream_id, s.version, s.what, s.thing, s.thing_id, s.case_id, s.report_id, s.incident, s.links, s.body, s.code_name, s.at, s.actor, s.seat, s.role,
        s.causation, s.rule, s.policy_version, s.outcome, s.hash
        """;

    /// <summary>Step, ties and inbox row in one transaction; a repeated delivery changes nothing.</summary>
    public async Task AddAsync(Step step, StoreStatement inbox, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(SetTenant());
        batch.BatchCommands.Add(Command(
            """
            insert into app.step
              (id, stream_id, version, what, thing, thing_id, case_id, report_id, incident, links, body, code_name, at, actor, seat, role, causation, rule,
               policy_version, outcome, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            on conflict do nothing
            """,
            step.Id, step.Stream, step.Version, step.What, step.Thing, step.ThingId, step.Case, step.Report, step.Incident, step.Links.ToArray(), step.Body, step.CodeName,
            step.At.UtcDateTime, step.Actor, step.Seat, step.Role, step.Causation, step.Rule, step.PolicyVersion, step.Outcome, step.Hash));
        batch.BatchCommands.Add(Command(
            "insert into app.tie (thing, step) select unnest($1::uuid[]), $2 on conflict do nothing", step.Ties.ToArray(), step.Id));
        batch.BatchCommands.Add(Command(inbox.Sql + " on conflict do nothing", inbox.Parameters));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All steps of the connected set: from the thing over every step that ties it to another, on to that one's steps.</summary>
    public async Task<IReadOnlyList<Step>> ConnectedAsync(Guid thing, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(SetTenant());
        batch.BatchCommands.Add(Command(
            $"""
            with recursive connected (thing) as (
              select $1::uuid
              union
              select other.thing from connected c join app.tie own on own.thing = c.thing join app.tie other on other.step = own.step
            )
            select {Columns} from app.step s where s.id in (select t.step from app.tie t join connected c on c.thing = t.thing)
            """,
            thing));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var steps = new List<Step>();
        while (await reader.ReadAsync(cancellationToken))
        {
            steps.Add(Read(reader));
        }

        return steps;
    }

    private static Step Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetGuid(5), Id(row, 6), Id(row, 7), Id(row, 8),
        row.GetFieldValue<Guid[]>(9), row.GetString(10), Text(row, 11), row.GetFieldValue<DateTimeOffset>(12), Text(row, 13), Id(row, 14), Text(row, 15), Id(row, 16),
        Text(row, 17), row.IsDBNull(18) ? null : row.GetInt32(18), Text(row, 19), Text(row, 20));

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlBatchCommand SetTenant() => Command("select set_config('coc.tenant', $1, true)", LedgerModule.Tenant);

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
