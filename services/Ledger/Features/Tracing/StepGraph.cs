using Coc.EventStore;
using Npgsql;

namespace Coc.Ledger.Features.Tracing;

/// <summary>Stores steps and finds all that hang together with one thing.</summary>
internal sealed class StepGraph(NpgsqlDataSource database)
{
    private const string Columns =
        """
        s.id, s.stream_id, s.version, s.what, s.thing, s.thing_id, s.case_id, s.report_id, s.incident, s.links, s.body, s.code_name, s.at, s.actor, s.seat, s.role,
        s.causation, s.rule, s.policy_version, s.outcome, s.hash
        """;

    /// <summary>Steps, ties and inbox rows in one transaction; a repeated delivery changes nothing.</summary>
    public async Task AddAsync(IReadOnlyList<(Step Step, StoreStatement Inbox)> steps, CancellationToken cancellationToken)
    {
        await using var batch = database.AsTenant(LedgerModule.Tenant);
        foreach (var (step, inbox) in steps)
        {
            batch.Add(
                """
                insert into app.step
                  (id, stream_id, version, what, thing, thing_id, case_id, report_id, incident, links, body, code_name, at, actor, seat, role, causation, rule,
                   policy_version, outcome, hash)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
                on conflict do nothing
                """,
                step.Id, step.Stream, step.Version, step.What, step.Thing, step.ThingId, step.Case, step.Report, step.Incident, step.Links.ToArray(), step.Body, step.CodeName,
                step.At.UtcDateTime, step.Actor, step.Seat, step.Role, step.Causation, step.Rule, step.PolicyVersion, step.Outcome, step.Hash);
            batch.Add(inbox.Sql + " on conflict do nothing", inbox.Parameters);
        }

        // In one order for all: two processes adding the same ties never wait for each other in a circle.
        var ties = steps.SelectMany(s => s.Step.Ties, (s, thing) => (Thing: thing, Step: s.Step.Id)).Order().ToList();
        batch.Add(
            "insert into app.tie (thing, step) select * from unnest($1::uuid[], $2::uuid[]) on conflict do nothing",
            ties.Select(t => t.Thing).ToArray(), ties.Select(t => t.Step).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All steps of the connected set: from the thing over every step that ties it to another, on to that one's steps.</summary>
    public Task<IReadOnlyList<Step>> ConnectedAsync(Guid thing, CancellationToken cancellationToken) => database.ReadAsync(
        LedgerModule.Tenant,
        $"""
        with recursive connected (thing) as (
          select $1::uuid
          union
          select other.thing from connected c join app.tie own on own.thing = c.thing join app.tie other on other.step = own.step
        )
        select {Columns} from app.step s where s.id in (select t.step from app.tie t join connected c on c.thing = t.thing)
        """,
        [thing], Read, cancellationToken);

    private static Step Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetGuid(5), row.IdOrNull(6), row.IdOrNull(7), row.IdOrNull(8),
        row.GetFieldValue<Guid[]>(9), row.GetString(10), row.TextOrNull(11), row.GetFieldValue<DateTimeOffset>(12), row.TextOrNull(13), row.IdOrNull(14), row.TextOrNull(15),
        row.IdOrNull(16), row.TextOrNull(17), row.IsDBNull(18) ? null : row.GetInt32(18), row.TextOrNull(19), row.TextOrNull(20));
}
