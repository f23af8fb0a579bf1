using Coc.Cases.Domain;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Npgsql;

namespace Coc.Cases.DueWork;

/// <summary>
/// Puts emergency measures into their cases. The report that opens the case takes its own way through the services, so a measure waits here for it; the row goes
/// when the case holds the measure.
/// </summary>
internal sealed class PendingEmergencies(NpgsqlDataSource database, CaseFinder finder, WaitingRows rows)
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
        foreach (var p in await ListAsync(cancellationToken))
        {
            foreach (var key in await finder.ByThingAsync(p.Report, cancellationToken))
            {
                if (await finder.LoadAsync(key, cancellationToken) is { Exists: true, HasGone: false, Joint: null or { Leads: true } } state)
                {
                    await rows.ApplyAsync(
                        state, now => new CaseCommand.NoteEmergency(now, p.Measure, p.Report, p.Person, p.Kind, p.Spaces, p.Until, p.AlreadyDone, p.Seat, p.Account, p.TakenAt), Done(p.Measure), cancellationToken);
                    break;
                }
            }
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
