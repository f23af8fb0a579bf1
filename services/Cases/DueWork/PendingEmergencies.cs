using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Cases.DueWork;

/// <summary>
/// Puts emergency measures into their cases. The report that opens the case takes its own way through the services, so a measure waits here for it; the row goes
/// when the case holds the measure, and doing it twice changes nothing.
/// </summary>
internal sealed class PendingEmergencies(NpgsqlDataSource database, CaseFinder finder, CaseExecutor executor, IEventStore store)
{
    public static StoreStatement Waits(EmergencyTaken taken) => new(
        "",
        """
        insert into app.emergencies (measure, report, person, kind, spaces, until_at, already_done, seat, account, taken_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing
        """,
        taken.Measure, taken.Report, taken.Person, taken.Kind, taken.Spaces.ToArray(), taken.Until, taken.AlreadyDone, taken.Seat, taken.Account, taken.TakenAt);

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var pending in await ListAsync(cancellationToken))
        {
            foreach (var key in await finder.ByThingAsync(pending.Report, cancellationToken))
            {
                if (await finder.LoadAsync(key, cancellationToken) is { Exists: true, HasGone: false, Joint: null or { Leads: true } } state)
                {
                    await NoteAsync(key, state.Incident, pending, cancellationToken);
                    break;
                }
            }
        }
    }

    private async Task NoteAsync(StreamKey key, Guid incident, Pending p, CancellationToken cancellationToken)
    {
        var correlation = Ids.New();
        EventContext Context(DateTimeOffset now) => new(now, correlation, null, "system", Incident: incident, TraceParent: Activity.Current?.Id);
        var outcome = await executor.ExecuteAsync(
            new CaseWork(key, Context, (_, now) => ValueTask.FromResult<CaseCommand>(
                new CaseCommand.NoteEmergency(now, p.Measure, p.Report, p.Person, p.Kind, p.Spaces, p.Until, p.AlreadyDone, p.Seat, p.Account, p.TakenAt)))
            {
                Also = (_, _) => [Done(p.Measure)],
            },
            cancellationToken);
        if (!outcome.Written)
        {
            await store.AppendAsync(new Append([], Context(outcome.At)) { Statements = [Done(p.Measure)] }, cancellationToken);
        }
    }

    private static StoreStatement Done(Guid measure) => new("", "delete from app.emergencies where measure = $1", measure);

    private async Task<IReadOnlyList<Pending>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select measure, report, person, kind, spaces, until_at, already_done, seat, account, taken_at from app.emergencies order by measure limit 50");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var pending = new List<Pending>();
        while (await reader.ReadAsync(cancellationToken))
        {
            pending.Add(new(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<DateTimeOffset>(5),
                reader.GetBoolean(6), reader.GetGuid(7), reader.GetGuid(8), reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return pending;
    }

    private sealed record Pending(
        Guid Measure, Guid Report, Guid Person, string Kind, string[] Spaces, DateTimeOffset Until, bool AlreadyDone, Guid Seat, Guid Account, DateTimeOffset TakenAt);
}
